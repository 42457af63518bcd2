//! Generations: what makes a new one, what keeps the last, what is judged by which.

use std::sync::Arc;

use super::*;

#[test]
fn files_that_say_the_same_are_no_new_generation() {
    let ground = Ground::new();
    let mut loader = ground.loader();
    assert_eq!(new(&mut loader).number, 1);
    assert!(matches!(loader.read(), Found::Same));
    // The same bytes, written again, and a file of no concern.
    ground.write(EDITION, edition("ví dụ"));
    ground.write("rules/base/vi-du/notes.txt", "x");
    assert!(matches!(loader.read(), Found::Same));
}

#[test]
fn wrong_files_keep_the_last_good_generation_and_are_told_once() {
    let ground = Ground::new();
    let mut loader = ground.loader();
    let first = new(&mut loader);
    ground.write(OVERLAY, "[overlay]\nof = ");
    assert_eq!(refused(&mut loader), ["R001"]);
    assert!(matches!(loader.read(), Found::Same));
    // Wrong in another way is told again.
    ground.write(OVERLAY, ground.overlay(21));
    assert_eq!(refused(&mut loader).len(), 1);
    assert_eq!(loader.current().unwrap().number, 1);
    assert!(Arc::ptr_eq(loader.current().unwrap(), &first));
    // Taken back, it is the first generation that is right again, and no new one.
    fs::remove_file(ground.path(OVERLAY)).unwrap();
    assert!(matches!(loader.read(), Found::Mended(found) if Arc::ptr_eq(&found, &first)));
    assert!(matches!(loader.read(), Found::Same));
}

#[test]
fn a_workspace_that_is_not_there_for_a_moment_keeps_the_last_good_generation() {
    let ground = Ground::new();
    let mut loader = ground.loader();
    new(&mut loader);
    let away = ground.beside().join("away");
    for gone in ["tieuchi.toml", "rules", "places/units.csv"] {
        fs::rename(ground.path(gone), &away).unwrap();
        assert!(matches!(loader.read(), Found::Refused(_)), "{gone}");
        fs::rename(&away, ground.path(gone)).unwrap();
        assert!(matches!(loader.read(), Found::Mended(found) if found.number == 1), "{gone}");
    }
}

#[test]
fn the_same_files_have_the_same_digest_however_they_came_about() {
    let ground = Ground::new();
    let mut loader = ground.loader();
    ground.adapt(8);
    let one = new(&mut loader);
    ground.adapt(9);
    let other = new(&mut loader);
    ground.adapt(8);
    let again = new(&mut loader);
    assert_eq!([one.number, other.number, again.number], [1, 2, 3]);
    assert_eq!((one.digest, &one.keys), (again.digest, &again.keys));
    assert_ne!(one.digest, other.digest);
}

#[test]
fn only_communes_whose_rules_changed_are_judged_again() {
    let ground = Ground::new();
    let (mut loader, mut ledger) = (ground.loader(), Ledger::default());
    let first = judge(&mut ledger, &new(&mut loader));
    assert_eq!((first.first, first.communes, first.judged), (true, 2, 2));
    assert_eq!((first.counts.recognised, first.counts.undetermined), (2, 1));
    assert!(first.changes.is_empty());

    ground.adapt(8);
    let second = judge(&mut ledger, &new(&mut loader));
    assert_eq!((second.first, second.judged), (false, 1));
    assert_eq!(moved(&second), ["b not-recognised>recognised"]);
    let change = &second.changes[0];
    assert_eq!((change.place.as_str(), change.place_name.as_str()), ("1", "Xã Một"));
    assert_eq!((change.now.recognised, change.gained.recognised), (2, 1));
    assert_eq!((change.lost.not_recognised, change.lost.recognised), (1, 0));

    // A base that says the same in other words: everybody is judged again, nobody moves.
    fs::remove_file(ground.path(OVERLAY)).unwrap();
    judge(&mut ledger, &new(&mut loader));
    ground.write(EDITION, edition("ví dụ khác"));
    let third = judge(&mut ledger, &new(&mut loader));
    assert_eq!((third.judged, third.moved()), (2, 0));
}

#[test]
fn a_target_or_a_warning_changes_no_verdict_and_judges_nobody() {
    let ground = Ground::new();
    let (mut loader, mut ledger) = (ground.loader(), Ledger::default());
    judge(&mut ledger, &new(&mut loader));
    ground.write("tieuchi.toml", "[workspace]\nname = \"Tên khác\"\nrules = [\"rules\"]\n");
    let second = judge(&mut ledger, &new(&mut loader));
    assert_eq!((second.generation, second.judged), (2, 0));
}

#[test]
fn a_batch_ends_on_the_generation_that_it_began_with() {
    let ground = Ground::new();
    let (mut loader, mut ledger) = (ground.loader(), Ledger::default());
    let first = new(&mut loader);
    // Another generation is published while the first one judges.
    ground.adapt(20);
    let second = new(&mut loader);
    let judged = judge(&mut ledger, &first);
    assert_eq!((judged.generation, judged.counts.recognised), (1, 2));
    assert_eq!(judged.digest, first.digest.to_string());
    // The last batch takes its generation along.
    let weak = Arc::downgrade(&first);
    drop(first);
    assert!(weak.upgrade().is_none());
    let judged = judge(&mut ledger, &second);
    assert_eq!((judged.generation, judged.counts.recognised), (2, 1));
    assert_eq!(moved(&judged), ["a recognised>not-recognised"]);
}

#[test]
fn a_batch_that_is_told_to_stop_changes_nothing() {
    let ground = Ground::new();
    let (mut loader, mut ledger) = (ground.loader(), Ledger::default());
    let first = new(&mut loader);
    let effort = Effort { jobs: None, moved_max: None };
    let stopped = ledger.judge(&first, effort, &AtomicBool::new(true)).unwrap();
    assert_eq!(stopped, None);
    assert!(judge(&mut ledger, &first).first);
}

#[test]
fn new_evidence_is_judged_and_subjects_are_found_again() {
    let ground = Ground::new();
    let (mut loader, mut ledger) = (ground.loader(), Ledger::default());
    judge(&mut ledger, &new(&mut loader));
    // The register changes under the watch; the next change of rules finds it.
    ground.write(
        "registers/2024/citizens.csv",
        "place,subject,gio-hoc\n1,e,12\n1,c,12\n1,a,12\n2,d,12\n",
    );
    crate::take_in(&ground.dir, period()).unwrap();
    ground.write("tieuchi.toml", "[workspace]\nname = \"Khác\"\nrules = [\"rules\"]\n");
    let second = judge(&mut ledger, &new(&mut loader));
    assert_eq!(second.judged, 1);
    assert_eq!(moved(&second), ["e >recognised", "c undetermined>recognised", "b not-recognised>"]);
}

#[test]
fn a_commune_that_ends_is_told() {
    let ground = Ground::new();
    let (mut loader, mut ledger) = (ground.loader(), Ledger::default());
    judge(&mut ledger, &new(&mut loader));
    ground.write(
        "places/units.csv",
        "code,name,type,tier,parent,from,until\n1,Một,xã,commune,,2020-01-01,\n\
         2,Hai,xã,commune,,2020-01-01,2023-12-31\n",
    );
    ground.write("registers/2024/citizens.csv", "place,subject,gio-hoc\n1,a,12\n");
    let judged = judge(&mut ledger, &new(&mut loader));
    assert_eq!(judged.communes, 1);
    assert_eq!(judged.gone, [tieuchi_core::PlaceCode::new("2")]);
    assert_eq!(judged.counts.recognised, 1);
}
