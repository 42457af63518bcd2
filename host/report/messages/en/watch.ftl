# Watching a workspace while its rules are being written.

watch-judged = Generation { $generation }: { $judged } of { $communes } communes judged: { $counts }
watch-again = Generation { $generation }: { $judged } of { $communes } communes judged again; { $moved ->
    [0] no outcome moved
    [one] 1 outcome moved
   *[other] { $moved } outcomes moved
}
watch-change = { $place } · { $title }: { $counts }
watch-count = { $status } { $now }
watch-count-change = { $status } { $now } ({ $change })
watch-move = { $subject }: { $before } → { $now }
watch-absent = not judged
watch-more = and { $count } more
watch-gone = No longer judged: { $places }
watch-fault = { $place }, { $title }, { $criterion }: { $subjects ->
    [one] 1 finding is an error
   *[other] { $subjects } findings are errors
}: { $message }
watch-published = Generation { $generation } is in use.
watch-refused = What is new is not used; generation { $kept } stays in use.
watch-mended = What was wrong has been taken back; generation { $generation } stays in use.
watch-failed = Generation { $generation } could not judge; the outcomes before it stand. The next change brings another try.
watch-waiting = Watching; press Ctrl-C to end.
watch-ended = The watch has ended.
