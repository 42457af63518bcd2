# Chữ dùng ở nhiều nơi. `{ $tên }` là chỗ chương trình điền giá trị; giữ nguyên khi sửa.

common-total = Tổng cộng
common-yes = có
common-no = không

common-kind-citizen = Công dân
common-kind-family = Gia đình
common-kind-clan = Dòng họ
common-kind-village = Thôn, ấp, tổ dân phố
common-kind-unit = Đơn vị
common-kind-commune = Xã, phường, thị trấn

