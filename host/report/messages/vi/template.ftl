# Sổ mẫu để điền.

template-sheet-guide = Hướng dẫn

template-guide-heading = Cách điền sổ: { $kind }
template-guide-1 = Điền vào trang “Sổ”, mỗi đối tượng một dòng, từ dòng 2. Không đổi, không gộp các ô tiêu đề ở dòng 1.
template-guide-2 = Cột tô đậm là bắt buộc. Ô không bắt buộc mà chưa biết thì để trống: trống nghĩa là “chưa biết”, không phải “không” và không phải 0.
template-guide-3 = Ô có danh sách: chọn trong danh sách. Ô có/không: chọn “có” hoặc “không”.
template-guide-4 = Số ghi kiểu Việt Nam (1.234,5) hoặc số của Excel; ngày ghi ngày/tháng/năm, năm đủ bốn chữ số.
template-guide-5 = Mã đối tượng do xã tự đặt, không dùng số định danh. Số định danh ghi ở cột riêng, đủ 12 chữ số, kể cả số 0 đứng đầu.
template-guide-6 = Cột không dùng có thể để trống cả cột hoặc xoá cột. Có thể thêm dòng sau dòng { $rows }.
template-guide-7 = Điền xong, lưu tệp rồi nhập bằng lệnh `tieuchi import`.
template-guide-column = Cột
template-guide-required = Bắt buộc
template-guide-meaning = Ý nghĩa
template-guide-write = Ghi thế nào
template-guide-reference = Căn cứ
template-guide-codes = Danh mục: { $name }
template-code-column = Mã dùng trong danh mục
template-code-name = Chọn trong sổ
template-yes = có
template-no = không

template-write-number = số từ { $min } đến { $max }
template-write-decimal = số từ { $min } đến { $max }, nhiều nhất { $digits } chữ số sau dấu phẩy
template-write-flag = có hoặc không
template-write-code = chọn trong danh sách
template-write-date = ngày/tháng/năm, ví dụ 25/10/1990
template-write-subject = mã ngắn, mỗi đối tượng một mã
template-write-name = họ và tên đầy đủ, hoặc tên gọi
template-write-identity = 12 chữ số
template-write-place = mã hoặc tên xã, phường, thị trấn
template-write-link = mã trong sổ tương ứng
template-write-sex = nam hoặc nữ

template-meaning-subject = Mã của đối tượng trong sổ
template-meaning-name = Tên
template-meaning-identity = Số định danh cá nhân (căn cước)
template-meaning-place = Xã, phường, thị trấn
template-meaning-family = Mã hộ gia đình mà đối tượng thuộc về
template-meaning-clan = Mã dòng họ mà đối tượng thuộc về
template-meaning-hamlet = Mã thôn, ấp, tổ dân phố mà đối tượng thuộc về
template-meaning-unit = Mã cơ quan, trường học, doanh nghiệp mà đối tượng thuộc về
template-meaning-sex = Giới tính
template-meaning-birth-date = Ngày sinh

template-note-codes = Danh sách: { $codes }
template-note-write = Ghi: { $how }
template-note-reference = Căn cứ: { $reference }
template-note-required = Bắt buộc.
template-note-sensitive = Dữ liệu cá nhân nhạy cảm: chỉ ghi khi cần.
template-error-title = Chưa đúng
template-error = Hãy ghi { $how }, hoặc để trống nếu chưa biết.
