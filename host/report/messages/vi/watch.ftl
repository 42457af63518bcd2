# Theo dõi một không gian làm việc trong khi quy định được sửa.

watch-judged = Bản { $generation }: đã đánh giá { $judged }/{ $communes } xã: { $counts }
watch-again = Bản { $generation }: đã đánh giá lại { $judged }/{ $communes } xã; { $moved ->
    [0] không kết quả nào thay đổi
   *[other] { $moved } kết quả thay đổi
}
watch-change = { $place } · { $title }: { $counts }
watch-count = { $status } { $now }
watch-count-change = { $status } { $now } ({ $change })
watch-move = { $subject }: { $before } → { $now }
watch-absent = không có
watch-more = và { $count } trường hợp nữa
watch-gone = Không còn đánh giá: { $places }
watch-fault = { $place }, { $title }, { $criterion }: { $subjects } trường hợp lỗi: { $message }
watch-published = Bản { $generation } có hiệu lực.
watch-refused = Không dùng nội dung mới; bản { $kept } vẫn có hiệu lực.
watch-mended = Nội dung đã được trả lại như cũ; bản { $generation } vẫn có hiệu lực.
watch-failed = Bản { $generation } chưa đánh giá được; kết quả trước đó giữ nguyên. Lần sửa tới sẽ thử lại.
watch-waiting = Đang theo dõi; nhấn Ctrl-C để kết thúc.
watch-ended = Đã kết thúc theo dõi.
