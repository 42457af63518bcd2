# Câu hỏi và câu trả lời khi tạo không gian làm việc cho một xã.

init-welcome = Tạo không gian làm việc cho một xã, phường, thị trấn. Nhấn Enter để nhận giá trị trong ngoặc.
init-ask-code = Mã đơn vị hành chính của xã
init-ask-name = Tên xã, không kèm loại (ví dụ: Định Hòa)
init-ask-type = Loại đơn vị (xã, phường, thị trấn, đặc khu)
init-ask-province-code = Mã tỉnh (để trống nếu không ghi)
init-ask-province-name = Tên tỉnh
init-ask-since = Xã có như hiện nay từ ngày (ngày/tháng/năm)
init-ask-period = Năm đánh giá đầu tiên
init-needed = Thiếu { $flag }: hãy ghi trên dòng lệnh, hoặc chạy lệnh trong cửa sổ dòng lệnh để trả lời từng câu.
init-wrong-code = “{ $text }” không phải là mã: mã gồm tối đa 16 chữ cái và chữ số.
init-wrong-day = “{ $text }” không phải là ngày: hãy ghi ngày/tháng/năm, ví dụ 01/07/2025.
init-wrong-type = “{ $text }” không phải là loại đơn vị: hãy ghi xã, phường, thị trấn hoặc đặc khu.
init-year-too-early = Năm { $text } kết thúc trước ngày xã có như hiện nay: hãy chọn năm sau, hoặc ghi lại ngày ấy.
init-wrong-year = “{ $text }” không phải là năm gồm bốn chữ số.
init-empty = Tên không được để trống.
init-done = Không gian làm việc đã sẵn sàng ở { $folder }.
init-next = Việc tiếp theo: lập sổ mẫu bằng `{ $template }`, điền, rồi nhập bằng `{ $import }`.
