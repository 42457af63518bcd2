//! scratch
use std::{collections::BTreeMap, path::Path, sync::Arc, time::Instant};
use tieuchi_core::*;
use tieuchi_store::*;
fn catalogue() -> Catalogue {
    let mut sources = Sources::default();
    let source = sources.add("x", "");
    let mut c = Catalogue::default();
    for i in 0..14 {
        let value_type = match i {
            0..=9 => ValueType::Number { scale: 0, min: 0, max: 10 },
            10 => ValueType::Date,
            11 => {
                ValueType::Code(Arc::from(vec!["a".to_owned(), "b".into(), "c".into(), "d".into()]))
            }
            12 => ValueType::Flag,
            _ => ValueType::Number { scale: 1, min: 0, max: 10000 },
        };
        c.add(Indicator {
            id: format!("i{i:02}").as_str().into(),
            kind: Kind::Citizen,
            name: String::new(),
            value_type,
            unit: String::new(),
            reference: String::new(),
            sensitive: false,
            compute: None,
            code_names: vec![],
            source,
            span: 0..0,
        })
        .unwrap();
    }
    c
}
fn rnd(s: &mut u64) -> u64 {
    *s ^= *s << 13;
    *s ^= *s >> 7;
    *s ^= *s << 17;
    *s
}
fn main() {
    let n: usize = std::env::args().nth(1).map_or(133_776, |a| a.parse().unwrap());
    let path = std::env::args().nth(2).unwrap_or("/tmp/scratch.db".into());
    let path = Path::new(&path);
    let places = 11;
    let c = catalogue();
    let period = Period::year(2024).unwrap();
    let mut seed = 88172645463325252u64;
    let exists = path.exists();
    let t = Instant::now();
    let mut store = Store::open(path).unwrap();
    println!("open {:?}", t.elapsed());
    let per = n / places;
    if !exists {
        let mut chunks = vec![];
        for p in 0..places {
            let mut row = 0;
            while row < per {
                let rows = (per - row).min(CHUNK_ROWS);
                let subjects = (row..row + rows)
                    .map(|r| SubjectId::new(format!("p{p:02}-cd-{r:06}")))
                    .collect::<Vec<_>>();
                let mut columns = BTreeMap::new();
                for i in c.iter() {
                    let (a, b) = i.value_type.range().unwrap();
                    let b = if matches!(i.value_type, ValueType::Date) { 20000 } else { b };
                    let w = (b - a + 1) as u64;
                    columns.insert(
                        i.id.clone(),
                        Column::from_values(
                            (0..rows).map(|_| {
                                let v = rnd(&mut seed);
                                if v % 100 < 4 { None } else { Some(a + ((v >> 8) % w) as i64) }
                            }),
                            (a, b),
                        ),
                    );
                }
                let links = BTreeMap::from([
                    (
                        Kind::Family,
                        (row..row + rows)
                            .map(|r| Some(SubjectId::new(format!("p{p:02}-gd-{:06}", r / 4))))
                            .collect::<Vec<_>>(),
                    ),
                    (
                        Kind::Village,
                        (row..row + rows)
                            .map(|r| Some(SubjectId::new(format!("p{p:02}-ap-{:06}", r / 1400))))
                            .collect(),
                    ),
                ]);
                let identities = subjects
                    .iter()
                    .map(|s| Identity {
                        subject: s.clone(),
                        name: "Nguyễn Văn A".into(),
                        number: Some("091088001234".into()),
                    })
                    .collect();
                chunks.push((
                    p,
                    Kind::Citizen,
                    RegisterChunk { subjects, identities, columns, links },
                ));
                row += rows;
            }
            for (kind, name, cnt) in
                [(Kind::Family, "gd", per / 4 + 1), (Kind::Village, "ap", per / 1400 + 1)]
            {
                let mut row = 0;
                while row < cnt {
                    let rows = (cnt - row).min(CHUNK_ROWS);
                    chunks.push((
                        p,
                        kind,
                        RegisterChunk {
                            subjects: (row..row + rows)
                                .map(|r| SubjectId::new(format!("p{p:02}-{name}-{r:06}")))
                                .collect(),
                            ..Default::default()
                        },
                    ));
                    row += rows;
                }
            }
        }
        let t = Instant::now();
        let tx = store.begin().unwrap();
        let mut ws: BTreeMap<(usize, Kind), RegisterWriter> = BTreeMap::new();
        for (p, kind, ch) in &chunks {
            ws.entry((*p, *kind))
                .or_insert_with(|| {
                    RegisterWriter::new(period, format!("309{p:02}").as_str().into(), *kind)
                })
                .chunk(&tx, ch, &c)
                .unwrap();
        }
        for (_, w) in ws {
            w.finish(&tx, "x.csv").unwrap();
        }
        println!("import before commit {:?}", t.elapsed());
        tx.commit().unwrap();
        println!("import {:?}", t.elapsed());
    }
    let wants = BTreeMap::from([
        (
            Kind::Citizen,
            Wants {
                indicators: c.iter().map(|i| (i.id.clone(), i.value_type.clone())).collect(),
                links: vec![Kind::Family, Kind::Village],
            },
        ),
        (Kind::Family, Wants::default()),
        (Kind::Village, Wants::default()),
    ]);
    let t = Instant::now();
    let reader = store.reader().unwrap();
    println!("reader open {:?}", t.elapsed());
    for _ in 0..3 {
        let t = Instant::now();
        let mut scopes = vec![];
        for h in 0..places {
            scopes
                .push(reader.scope(period, &format!("309{h:02}").as_str().into(), &wants).unwrap());
        }
        println!("read one thread {:?}", t.elapsed());
    }
    let t = Instant::now();
    std::thread::scope(|s| {
        for k in 0..2 {
            let store_path = path;
            let wants = &wants;
            s.spawn(move || {
                let reader = Reader::open(store_path).unwrap();
                for h in (k..places).step_by(2) {
                    reader.scope(period, &format!("309{h:02}").as_str().into(), wants).unwrap();
                }
            });
        }
    });
    println!("read two threads {:?}", t.elapsed());
    if std::env::args().nth(3).is_some() {
        let w = BTreeMap::from([(
            Kind::Citizen,
            Wants {
                indicators: c
                    .iter()
                    .skip(10)
                    .take(1)
                    .map(|i| (i.id.clone(), i.value_type.clone()))
                    .collect(),
                links: vec![],
            },
        )]);
        for _ in 0..300 {
            for h in 0..places {
                reader.scope(period, &format!("309{h:02}").as_str().into(), &w).unwrap();
            }
        }
        return;
    }
    for (name, sel) in [
        ("score", 0..1),
        ("10 scores", 0..10),
        ("date", 10..11),
        ("code", 11..12),
        ("flag", 12..13),
        ("dec", 13..14),
        ("none", 0..0),
    ] {
        let w = BTreeMap::from([(
            Kind::Citizen,
            Wants {
                indicators: c
                    .iter()
                    .skip(sel.start)
                    .take(sel.len())
                    .map(|i| (i.id.clone(), i.value_type.clone()))
                    .collect(),
                links: vec![],
            },
        )]);
        let mut best = f64::MAX;
        for _ in 0..7 {
            let t = Instant::now();
            for h in 0..places {
                reader.scope(period, &format!("309{h:02}").as_str().into(), &w).unwrap();
            }
            best = best.min(t.elapsed().as_secs_f64());
        }
        println!(
            "  {name}: {:.2} ms, {:.2} ns/value",
            best * 1e3,
            best * 1e9 / n as f64 / (sel.len().max(1) as f64)
        );
    }
    {
        let w = BTreeMap::from([(
            Kind::Citizen,
            Wants { indicators: vec![], links: vec![Kind::Family, Kind::Village] },
        )]);
        let mut best = f64::MAX;
        for _ in 0..7 {
            let t = Instant::now();
            for h in 0..places {
                reader.scope(period, &format!("309{h:02}").as_str().into(), &w).unwrap();
            }
            best = best.min(t.elapsed().as_secs_f64());
        }
        println!("  links: {:.2} ms", best * 1e3);
    }
    // run
    let scope: Vec<_> = (0..places)
        .map(|h| reader.scope(period, &format!("309{h:02}").as_str().into(), &wants).unwrap())
        .collect();
    let mut work = vec![];
    for (p, s) in scope.iter().enumerate() {
        for (k, b) in s.tables[&Kind::Citizen].batches.iter().enumerate() {
            let mut fs = vec![];
            for i in 0..10 {
                let col = &b.columns[&IndicatorId::new(format!("i{i:02}"))];
                let mut f = FindingColumn::default();
                for v in col.iter() {
                    match v {
                        Some(v) => {
                            let v = if i >= 5 { 10 - v } else { v };
                            f.outcomes.push(if v >= 5 { Outcome::Pass } else { Outcome::Fail });
                            f.low.push(v as i32);
                            f.high.push(v as i32);
                        }
                        None => {
                            f.outcomes.push(Outcome::Unknown);
                            f.low.push(0);
                            f.high.push(10);
                        }
                    }
                }
                fs.push(f);
            }
            let v = Verdicts {
                statuses: (0..b.rows).map(|r| Status::ALL[r % 3]).collect(),
                levels: vec![0; b.rows],
                levels_high: vec![0; b.rows],
                low: (0..b.rows).map(|r| (r * 7 % 100) as i32).collect(),
                high: (0..b.rows).map(|r| (r * 7 % 100) as i32).collect(),
                max: vec![100; b.rows],
            };
            work.push((p, k, fs, v));
        }
    }
    let t = Instant::now();
    let enc: Vec<_> = work
        .iter()
        .map(|(p, k, fs, v)| {
            (
                *p,
                *k,
                fs.iter().map(|f| encode_findings(f, Some(10), 5)).collect::<Vec<_>>(),
                encode_verdicts(v, 100),
            )
        })
        .collect();
    println!("encode findings one thread {:?}", t.elapsed());
    let t = Instant::now();
    let tx = store.begin().unwrap();
    let d = tx.put_text(ArtifactKind::Ruleset, "{}").unwrap();
    let run = tx.begin_run(period, "0.1", &d).unwrap();
    let mut last = None;
    for (p, k, fs, v) in &enc {
        let title = RunTitle {
            run,
            place: format!("309{p:02}").as_str().into(),
            title: "cdht".into(),
            order: 0,
            kind: Kind::Citizen,
            ruleset: d,
            edition: d,
            register: Some(scope[*p].manifests[&Kind::Citizen]),
            points_scale: 0,
        };
        if last != Some(*p) {
            tx.title(&title).unwrap();
            last = Some(*p);
        }
        for (i, f) in fs.iter().enumerate() {
            let id = format!("c{i:02}").as_str().into();
            tx.findings(
                FindingChunk {
                    title: &title,
                    criterion: &id,
                    chunk: *k as u32,
                    points_max: Some(10),
                    pass_from: 5,
                },
                f,
            )
            .unwrap();
        }
        tx.verdicts(&title, *k as u32, Some(100), v).unwrap();
    }
    println!("write {:?}", t.elapsed());
    let t = Instant::now();
    tx.commit().unwrap();
    println!("commit {:?}", t.elapsed());
    drop(reader);
    let t = Instant::now();
    drop(store);
    println!("close {:?}", t.elapsed());
}
