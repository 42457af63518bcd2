# Kết quả nhập sổ. Mỗi lý do từ chối có hai câu: điều gì sai, và (`.expected`) cần ghi thế nào.

import-heading = KẾT QUẢ NHẬP SỔ: { $file }
import-format = Dạng tệp: { $format }
import-format-encoding = Dạng tệp: { $format }, bảng mã { $encoding }
import-format-unknown = không rõ
import-counts = Đã đọc { $read } dòng có người hoặc đơn vị; nhận { $accepted }, từ chối { $refused }.
import-refused-all = Không dòng nào được nhập: hãy sửa các lỗi dưới đây rồi nhập lại.
import-refused-strict = Không dòng nào được nhập vì đã yêu cầu từ chối tất cả khi có lỗi (--strict).
import-all-well = Không có gì bị từ chối.
import-place = { $place }: { $rows } dòng

import-sheet = Trang tính “{ $sheet }”
import-sheet-header = Tiêu đề ở dòng { $row }; { $rows } dòng được đọc.
import-sheet-header-rows = Tiêu đề ở dòng { $first } đến { $last }; { $rows } dòng được đọc.
import-sheet-passed-over = Bỏ qua: không thấy dòng tiêu đề.
import-column-column = Cột
import-column-header = Tiêu đề trong tệp
import-column-id = Được hiểu là
import-column-passed-over = (bỏ qua)
import-ignored = Dòng không tính: { $rows }.
import-ignored-blank = { $count } dòng trống
import-ignored-title = { $count } dòng trên tiêu đề
import-ignored-column-numbers = { $count } dòng số thứ tự cột
import-ignored-section = { $count } dòng đề mục
import-ignored-total = { $count } dòng cộng
import-ignored-footer = { $count } dòng cuối bảng (ký tên, ghi chú)

import-refusals = Bị từ chối ({ $count })
import-refusals-why = Sửa các ô sau trong tệp rồi nhập lại; những dòng đã nhận không bị nhập hai lần.
import-notices = Cần xem lại ({ $count })
import-notices-why = Các ô, cột sau vẫn được nhận; hãy xem đã đúng ý chưa.
import-more = … và { $count } chỗ nữa
import-more-not-kept = Ngoài ra còn { $count } chỗ bị từ chối không liệt kê.

import-at-cell = { $file }, dòng { $row }, cột { $column }
import-at-row = { $file }, dòng { $row }
import-at-file = { $file }
import-at-sheet-cell = { $file }, trang “{ $sheet }”, ô { $column }{ $row }
import-at-sheet-row = { $file }, trang “{ $sheet }”, dòng { $row }
import-at-sheet = { $file }, trang “{ $sheet }”
import-header = cột “{ $header }”
import-read = đã đọc: “{ $read }”
import-expected = cần: { $expected }
import-proposal = đề nghị ghi: { $proposal }

import-field-file = Tệp
import-field-sheet = Trang tính
import-field-row = Dòng
import-field-column = Cột
import-field-header = Tiêu đề
import-field-read = Đã đọc
import-field-reason = Lý do
import-field-expected = Cần ghi
import-field-proposal = Đề nghị
import-field-severity = Mức
import-severity-refused = Từ chối
import-severity-notice = Xem lại
import-list-sheet = Ô cần sửa
import-marked-part = Trang này chỉ gồm tiêu đề và các dòng có ô được đánh dấu; các dòng khác của bảng được ẩn, không chép lại.
import-marked-cut = Bảng quá lớn, không chép lại hết: trang “{ $sheet }” dừng sau dòng { $row }. Những chỗ nêu trong danh sách ở dưới dòng đó phải tìm trong tệp gốc.
import-marked-hint = Ô đỏ bị từ chối, ô vàng cần xem lại; ghi chú trong từng ô nói rõ cần ghi gì. Sửa ngay trong các trang tiếp theo rồi nhập chính tệp này, hoặc sửa trong tệp gốc.
import-marked-row = cả dòng
import-summary-sheet = Tóm tắt

refusal-file-format = tệp dạng { $format } không đọc được
    .expected = tệp .xlsx hoặc .csv: mở tệp và chọn “Lưu thành” (Save As)
refusal-workbook-broken = tệp Excel bị hỏng hoặc bị cắt cụt ({ $detail })
    .expected = tệp nguyên vẹn: mở bằng Excel rồi lưu lại thành .xlsx
refusal-too-large = { $what ->
    [line] dòng quá dài, không thấy chỗ kết thúc
    [ratio] tệp nén bất thường: giải nén ra lớn gấp quá nhiều lần
    [inflated] tệp giải nén ra quá lớn
    [entries] tệp Excel có quá nhiều phần
    [sheets] tệp Excel có quá nhiều trang tính
    [strings] tệp Excel có quá nhiều chữ
    [merges] trang tính có quá nhiều ô gộp
   *[other] tệp quá lớn
}
    .expected = { $what ->
        [line] mỗi dòng không quá { $limit } byte; lưu lại tệp từ Excel thành CSV
        [ratio] giải nén ra không quá { $limit } lần; mở bằng Excel rồi lưu lại
       *[other] không quá { $limit }; hãy chia tệp nhỏ hơn
    }
refusal-not-utf8 = chữ không thuộc bảng mã UTF-8
    .expected = tệp UTF-8, hoặc nêu bảng mã bằng --encoding
refusal-encoding-named-wrongly = tệp là { $right }, không phải { $named }
    .expected = --encoding { $right }; tệp UTF-8 thì không cần --encoding
refusal-sheet-unknown = không có trang tính này
    .expected = một trong các trang: { $sheets }
refusal-header-missing = không thấy dòng tiêu đề trong { $rows } dòng đầu
    .expected = một dòng ghi tên các cột
refusal-column-missing = thiếu cột bắt buộc `{ $missing }`
    .expected = { $missing ->
        [place] nêu xã của mọi dòng bằng --place MÃ-XÃ, hoặc thêm cột này
       *[other] thêm cột này, hoặc nêu tên cột trong tệp ghép cột (mapping)
    }
refusal-column-twice = hai cột cùng là `{ $id }`; cột đầu là { $first }
    .expected = giữ một cột
refusal-header-unknown = không rõ tiêu đề này nghĩa là gì; cột bị bỏ qua
    .expected = tên một chỉ số hoặc cột đã biết{ $nearest ->
        [none] {""}
       *[other] ; gần giống: { $nearest }
    }
refusal-mapping-unknown = tệp ghép cột (mapping) nêu `{ $id }`, không phải cột nào của sổ này
    .expected = mã của một cột hoặc chỉ số{ $nearest ->
        [none] {""}
       *[other] ; gần giống: { $nearest }
    }
refusal-header-computed = chỉ số này do chương trình tự tính; cột bị bỏ qua
    .expected = không cần cột này
refusal-header-foreign = loại đối tượng này không có cột như vậy; cột bị bỏ qua
    .expected = không cần cột này
refusal-year-alone = chỉ có năm sinh; { $rows } dòng được lấy là ngày 01/01
    .expected = ngày sinh đầy đủ, nếu có

refusal-row-width = dòng có { $found } ô, tiêu đề có { $expected } ô
    .expected = đúng { $expected } ô; ô có dấu phân cách phải đặt trong dấu ngoặc kép
refusal-quote-open = dấu ngoặc kép mở mà không đóng trong dòng
    .expected = đóng dấu ngoặc kép, hoặc bỏ nó
refusal-subject-missing = không rõ là ai: không có mã, cũng không có số định danh
    .expected = mã đối tượng hoặc số định danh đã biết
refusal-duplicate-subject = đối tượng này đã có ở dòng { NUMBER($first_row, useGrouping: "false") }{ $first_sheet ->
        [none] {""}
       *[other] {" "}trang “{ $first_sheet }”
    }
    .expected = mỗi đối tượng một dòng
refusal-duplicate-identity = số định danh này đã có ở dòng { NUMBER($first_row, useGrouping: "false") }{ $first_sheet ->
        [none] {""}
       *[other] {" "}trang “{ $first_sheet }”
    }
    .expected = mỗi người một số định danh; kiểm tra hai dòng
refusal-moved = người này đang có tên trong sổ của { $name } ({ $place })
    .expected = nếu mọi người nêu như vậy đều đã chuyển đến, nhập lại với --confirm-moves; nếu không, bỏ dòng này
refusal-moved-here = người này trước có tên ở { $name } ({ $place }), nay được nhận là đã chuyển đến
    .expected = đề nghị { $name } bỏ người này khỏi sổ của mình, để không ai bị tính hai lần
refusal-kind-differs = dòng này thuộc loại đối tượng khác với sổ
    .expected = loại `{ $expected }`

refusal-cell-empty = ô trống
    .expected = ô này bắt buộc phải ghi
refusal-not-text = có ký tự không đọc được trong bảng mã của tệp
    .expected = chữ đúng bảng mã; gõ lại ô này
refusal-control-character = có dấu xuống dòng hoặc ký tự không nhìn thấy
    .expected = chữ trên một dòng; gõ lại ô này
refusal-cell-too-long = ô quá dài
    .expected = không quá { $limit } ký tự; hãy rút ngắn
refusal-error-cell = ô Excel báo lỗi { $error }
    .expected = một giá trị; sửa công thức hoặc gõ giá trị
refusal-formula-without-value = công thức chưa được tính
    .expected = một giá trị: mở bằng Excel, lưu lại, hoặc dán dạng giá trị
refusal-merged-cell = ô bị gộp, không rõ giá trị của ai
    .expected = bỏ gộp ô và ghi giá trị ở từng dòng
refusal-old-font = chữ dùng phông cũ { $font }
    .expected = chữ Unicode, hoặc nêu bảng mã bằng --encoding

refusal-not-a-number = không phải là số
    .expected = một số, ví dụ 7 hoặc 7,5; để trống nếu chưa biết
refusal-number-ambiguous = có thể đọc thành hai số: { $whole } hoặc { $decimal }
    .expected = ghi { $whole } (không có dấu chấm) hoặc { $decimal }
refusal-unit-in-cell = có chữ “{ $unit }” sau số
    .expected = chỉ ghi số
refusal-too-many-decimals = quá nhiều chữ số sau dấu phẩy
    .expected = { $decimals ->
        [0] số nguyên
       *[other] nhiều nhất { $decimals } chữ số sau dấu phẩy
    }
refusal-out-of-range = ngoài khoảng cho phép
    .expected = số từ { $min } đến { $max }
refusal-not-a-flag = không phải có hoặc không
    .expected = `x` hoặc `có`; `không`; để trống nếu chưa biết
refusal-unknown-code = không có trong danh mục
    .expected = một trong: { $codes }{ $nearest ->
        [none] {""}
       *[other] ; gần giống: { $nearest }
    }
refusal-not-a-date = không phải là một ngày
    .expected = một ngày như 25/10/1990
refusal-date-out-of-range = ngày ngoài khoảng có thể
    .expected = ngày từ { $first } đến { $last }
refusal-born-after-period = sinh sau ngày cuối của kỳ đánh giá ({ $last })
    .expected = ngày sinh không muộn hơn { $last }; hoặc nhập vào sổ của năm sau bằng --period
refusal-year-too-short = năm chỉ có hai chữ số
    .expected = năm đủ bốn chữ số, ví dụ 25/10/1990
refusal-not-a-sex = không phải nam hoặc nữ
    .expected = `nam` hoặc `nữ`; để trống nếu chưa biết

refusal-id-malformed = mã không đúng dạng
    .expected = mã ngắn, không có khoảng trắng ở hai đầu
refusal-id-is-identity = số định danh đứng ở chỗ của mã
    .expected = mã không nói lên gì về người; số định danh ghi ở cột riêng
refusal-link-unknown = không có đối tượng nào mang mã hoặc tên này
    .expected = mã có trong sổ tương ứng{ $nearest ->
        [none] {""}
       *[other] ; gần giống: { $nearest }
    }

refusal-unknown-place = không có xã, phường, thị trấn này vào ngày { $day }
    .expected = mã hoặc tên đúng của ngày đó{ $nearest ->
        [none] {""}
       *[other] ; gần giống: { $nearest }
    }
refusal-ambiguous-place = có nhiều nơi cùng tên này
    .expected = ghi mã, một trong: { $places }
refusal-place-not-in-force = nơi này không còn, hoặc chưa có, vào ngày { $day }
    .expected = { $code ->
        [none] mã đang dùng vào ngày đó
       *[other] { $code } ({ $name })
    }

refusal-identity-not-digits = số định danh có ký tự không phải chữ số
    .expected = 12 chữ số
refusal-identity-length = số định danh có { $digits } chữ số
    .expected = 12 chữ số
refusal-identity-leading-zero = số định danh có 11 chữ số: có lẽ bảng tính đã bỏ số 0 đứng đầu
    .expected = 12 chữ số; xác nhận rồi ghi lại trong ô dạng chữ (Text)
refusal-identity-old = 9 chữ số: số chứng minh nhân dân cũ
    .expected = số định danh 12 chữ số
refusal-identity-province = không có tỉnh nào mang mã { $province }
    .expected = ba chữ số đầu là mã tỉnh hoặc mã nước nơi đăng ký khai sinh
refusal-identity-sex-mismatch = số định danh là của { $number_says ->
        [male] nam
       *[other] nữ
    }, khác với giới tính trong dòng
    .expected = kiểm tra lại số định danh và giới tính
refusal-identity-not-born = số định danh là của người sinh năm { NUMBER($number_says, useGrouping: "false") }, sau kỳ đánh giá
    .expected = kiểm tra lại số định danh
refusal-identity-birth-year-mismatch = số định danh là của người sinh năm { NUMBER($number_says, useGrouping: "false") }, dòng ghi năm { NUMBER($row_says, useGrouping: "false") }
    .expected = kiểm tra lại số định danh và năm sinh

import-register = Sổ của { $place }: trước { $before }, nay { $now }.
import-register-same = Sổ của { $place }: không có gì thay đổi ({ $now }).
import-given = Đã cấp mã cho { $count } dòng chưa có mã ở { $place }: { $first ->
    [none] {""}
   *[other] từ { $first } đến{" "}
}{ $last }. Lần nhập sau, vẫn những người ấy giữ nguyên mã.
import-kept = Đã nhập.
import-dry-run = Chỉ xem thử: không có gì được nhập.
import-nothing-kept = Không có gì được nhập.
