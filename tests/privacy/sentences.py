"""Sentences with and without numbers of persons. Every number is invented."""

#: (sentence, sentence as the engine gets it)
WITH_NUMBERS = [
    # CCCD
    ("CCCD của em là 079091001234", "CCCD của em là [CCCD_1]"),
    ("cccd 079 091 001 234 nhé", "cccd [CCCD_1] nhé"),
    ("căn cước 079.091.001.234", "căn cước [CCCD_1]"),
    ("can cuoc 079-091-001-234", "can cuoc [CCCD_1]"),
    ("số định danh 001185012345.", "số định danh [CCCD_1]."),
    ("em gửi 096203001234 ạ", "em gửi [CCCD_1] ạ"),
    ("0 7 9 0 9 1 0 0 1 2 3 4", "[CCCD_1]"),
    ("07 90 91 00 12 34", "[CCCD_1]"),
    ("0790 9100 1234", "[CCCD_1]"),
    ("０７９０９１００１２３４", "[CCCD_1]"),
    ("079\u200b091\u200b001\u200b234", "[CCCD_1]"),
    ("cccd:079091001234,cấp 2021", "cccd:[CCCD_1],cấp 2021"),
    ("(079091001234)", "([CCCD_1])"),
    ("CCCD079091001234", "CCCD[CCCD_1]"),
    ("cccd vợ 001190002345 chồng 001085006789", "cccd vợ [CCCD_1] chồng [CCCD_2]"),
    ("079091001234 079091005678", "[CCCD_1] [CCCD_2]"),
    ("cccd 079091001234, nhắc lại 079 091 001 234", "cccd [CCCD_1], nhắc lại [CCCD_1]"),
    ("079 091 001 234 2 triệu", "[CCCD_1] 2 triệu"),
    ("căn cước công dân của mẹ em số 040155000123", "căn cước công dân của mẹ em số [CCCD_1]"),
    ("mã định danh 038305009876 của con", "mã định danh [CCCD_1] của con"),
    ("cccd 379091001234 gõ nhầm", "cccd [CCCD_1] gõ nhầm"),
    ("so can cuoc: 066.088.012.345", "so can cuoc: [CCCD_1]"),
    ("số thẻ 031 090 004 321 đúng không", "số thẻ [CCCD_1] đúng không"),
    ("079–091–001–234", "[CCCD_1]"),
    ("CCCD 079091001234 sinh 1991", "CCCD [CCCD_1] sinh 1991"),
    # telephones
    ("sđt em 0912345678", "sđt em [DIEN_THOAI_1]"),
    ("0912 345 678", "[DIEN_THOAI_1]"),
    ("0912.345.678", "[DIEN_THOAI_1]"),
    ("0912-345-678", "[DIEN_THOAI_1]"),
    ("0912 - 345 - 678", "[DIEN_THOAI_1]"),
    ("091 2345 678", "[DIEN_THOAI_1]"),
    ("09 12 34 56 78", "[DIEN_THOAI_1]"),
    ("09.12.34.56.78", "[DIEN_THOAI_1]"),
    ("0 9 1 2 3 4 5 6 7 8", "[DIEN_THOAI_1]"),
    ("(091) 2345678", "[DIEN_THOAI_1]"),
    ("+84912345678", "[DIEN_THOAI_1]"),
    ("+84 912 345 678", "[DIEN_THOAI_1]"),
    ("+84-912-345-678", "[DIEN_THOAI_1]"),
    ("(+84) 912 345 678", "[DIEN_THOAI_1]"),
    ("+84(0)912345678", "[DIEN_THOAI_1]"),
    ("84912345678", "[DIEN_THOAI_1]"),
    ("0084912345678", "[DIEN_THOAI_1]"),
    ("0084 912 345 678", "[DIEN_THOAI_1]"),
    ("０９１２３４５６７８", "[DIEN_THOAI_1]"),
    ("09\u200b12\u200b345678", "[DIEN_THOAI_1]"),
    ("0912\u00ad345\u00ad678", "[DIEN_THOAI_1]"),
    ("sdt:0381234567", "sdt:[DIEN_THOAI_1]"),
    ("zalo 0561234567 nha", "zalo [DIEN_THOAI_1] nha"),
    ("gọi lại số 0701234567 giúp em", "gọi lại số [DIEN_THOAI_1] giúp em"),
    ("dt 0861234567", "dt [DIEN_THOAI_1]"),
    ("0912345678.", "[DIEN_THOAI_1]."),
    ("0912345678/0987654321", "[DIEN_THOAI_1]/[DIEN_THOAI_2]"),
    ("0912345678 0987654321", "[DIEN_THOAI_1] [DIEN_THOAI_2]"),
    ("0912 345 678 0987 654 321", "[DIEN_THOAI_1] [DIEN_THOAI_2]"),
    ("0912345678, +84912345678, 84 912 345 678", "[DIEN_THOAI_1], [DIEN_THOAI_1], [DIEN_THOAI_1]"),
    ("0912345678 đóng 2 triệu", "[DIEN_THOAI_1] đóng 2 triệu"),
    ("0912 345 678 2 triệu", "[DIEN_THOAI_1] 2 triệu"),
    ("em tên Lan sđt 0912345678 đóng 330.000đ", "em tên Lan sđt [DIEN_THOAI_1] đóng 330.000đ"),
    ("số cũ 01681234567", "số cũ [DIEN_THOAI_1]"),
    ("0168 123 4567", "[DIEN_THOAI_1]"),
    ("024 3936 1778", "[DIEN_THOAI_1]"),
    ("(024) 3936 1778", "[DIEN_THOAI_1]"),
    ("024.3936.1778", "[DIEN_THOAI_1]"),
    ("02439361778", "[DIEN_THOAI_1]"),
    ("+84 24 3936 1778", "[DIEN_THOAI_1]"),
    ("bàn 028 3829 1234 nhé", "bàn [DIEN_THOAI_1] nhé"),
    ("máy bàn 0238.384.1234", "máy bàn [DIEN_THOAI_1]"),
    ("lừa đảo bằng số 0349876543 gọi em", "lừa đảo bằng số [DIEN_THOAI_1] gọi em"),
    ("so dien thoai 0349876543 lua dao", "so dien thoai [DIEN_THOAI_1] lua dao"),
    # BHXH
    ("mã số bhxh 7916123456", "mã số bhxh [MA_BHXH_1]"),
    ("ma bhxh: 7916123456", "ma bhxh: [MA_BHXH_1]"),
    ("sổ 7916 123 456", "sổ [MA_BHXH_1]"),
    ("79 16 123456", "[MA_BHXH_1]"),
    ("7916.123.456 là số sổ", "[MA_BHXH_1] là số sổ"),
    ("7916-123-456", "[MA_BHXH_1]"),
    ("7 9 1 6 1 2 3 4 5 6", "[MA_BHXH_1]"),
    ("bhxh 0116123456", "bhxh [MA_BHXH_1]"),
    ("７９１６１２３４５６", "[MA_BHXH_1]"),
    ("79\u200b16123456", "[MA_BHXH_1]"),
    ("em có hai sổ 7916123456 và 4017654321", "em có hai sổ [MA_BHXH_1] và [MA_BHXH_2]"),
    ("sổ 7916123456 đóng 15 năm", "sổ [MA_BHXH_1] đóng 15 năm"),
    ("tra cứu giúp 4016009876", "tra cứu giúp [MA_BHXH_1]"),
    ("số sổ bảo hiểm 2215004321 bị sai tên", "số sổ bảo hiểm [MA_BHXH_1] bị sai tên"),
    ("ma so 3621098765 sai ngay sinh", "ma so [MA_BHXH_1] sai ngay sinh"),
    ("BHXH7916123456", "BHXH[MA_BHXH_1]"),
    # BHYT
    ("thẻ HC4017916123456", "thẻ [THE_BHYT_1]"),
    ("hc4017916123456", "[THE_BHYT_1]"),
    ("HC 4 01 7916123456", "[THE_BHYT_1]"),
    ("DN-4-79-7916123456", "[THE_BHYT_1]"),
    ("GD 4 79 79 161 23456", "[THE_BHYT_1]"),
    ("bhyt TE1797916123456 của bé", "bhyt [THE_BHYT_1] của bé"),
    ("the bhyt: ht3 40 4016 123 456", "the bhyt: [THE_BHYT_1]"),
    ("ＨＣ４０１７９１６１２３４５６", "[THE_BHYT_1]"),
    ("GB4.38.3816123456", "[THE_BHYT_1]"),
    ("HC4017916123456 hết hạn 31/12/2026", "[THE_BHYT_1] hết hạn 31/12/2026"),
    # CMND
    ("cmnd 123456789", "cmnd [CMND_1]"),
    ("chứng minh nhân dân 023456789", "chứng minh nhân dân [CMND_1]"),
    ("chung minh 123 456 789", "chung minh [CMND_1]"),
    ("cmt: 123.456.789", "cmt: [CMND_1]"),
    ("CMTND cũ số 187654321", "CMTND cũ số [CMND_1]"),
    ("123456789", "[CMND_1]"),
    ("số 231456789 đúng không", "số [CMND_1] đúng không"),
    ("123 456 789 là cmnd của em", "[CMND_1] là cmnd của em"),
    ("cmnd 123456789 đổi sang cccd 079091001234", "cmnd [CMND_1] đổi sang cccd [CCCD_1]"),
    # e-mail
    ("email lan.nguyen@gmail.com", "email [EMAIL_1]"),
    ("Lan.Nguyen+bhxh@Mail.Example.VN nhé", "[EMAIL_1] nhé"),
    ("gửi vào abc_123@yahoo.com.vn, abc_123@yahoo.com.vn", "gửi vào [EMAIL_1], [EMAIL_1]"),
    ("ten @ gmail.com", "[EMAIL_1]"),
    ("mail:a-b@c-d.org.", "mail:[EMAIL_1]."),
    # accounts and cards
    ("stk 0071001234567 vietcombank", "stk [TAI_KHOAN_1] vietcombank"),
    ("STK: 1903 4567 8901 23", "STK: [TAI_KHOAN_1]"),
    ("số tài khoản 19034567890123", "số tài khoản [TAI_KHOAN_1]"),
    ("so tai khoan cua em la 104876543210", "so tai khoan cua em la [TAI_KHOAN_1]"),
    ("tài khoản ngân hàng agribank 3900205123456", "tài khoản ngân hàng agribank [TAI_KHOAN_1]"),
    ("chuyển vào tk 12345678 giúp", "chuyển vào tk [TAI_KHOAN_1] giúp"),
    ("số tk 21510001234567 BIDV", "số tk [TAI_KHOAN_1] BIDV"),
    ("19034567890123 là stk", "[TAI_KHOAN_1] là stk"),
    ("stk 1234567890", "stk [TAI_KHOAN_1]"),
    ("stk 1900 1234 5678 90", "stk [TAI_KHOAN_1]"),
    ("chúng bảo chuyển vào STK 9704229201234567", "chúng bảo chuyển vào STK [TAI_KHOAN_1]"),
    ("thẻ 4111 1111 1111 1111", "thẻ [THE_NGAN_HANG_1]"),
    ("4111111111111111", "[THE_NGAN_HANG_1]"),
    ("thẻ 5500-0000-0000-0004 bị trừ tiền", "thẻ [THE_NGAN_HANG_1] bị trừ tiền"),
    ("9704 0000 0000 0018", "[THE_NGAN_HANG_1]"),
    ("378282246310005", "[THE_NGAN_HANG_1]"),
    # receipts and one-time passwords
    ("mã biên nhận 1234 5678 9012 3456", "mã biên nhận [MA_BIEN_NHAN_1]"),
    ("1234-5678-9012-3456", "[MA_BIEN_NHAN_1]"),
    ("mã otp là 483920", "mã otp là [MA_XAC_THUC_1]"),
    ("OTP 4839", "OTP [MA_XAC_THUC_1]"),
    ("mã xác thực: 00483920", "mã xác thực: [MA_XAC_THUC_1]"),
    ("mat khau vssid 123456", "mat khau vssid [MA_XAC_THUC_1]"),
    # spelled out
    ("không chín một hai ba bốn năm sáu bảy tám", "[DIEN_THOAI_1]"),
    ("khong chin mot hai ba bon nam sau bay tam", "[DIEN_THOAI_1]"),
    ("sđt không chín một, hai ba bốn, năm sáu bảy tám", "sđt [DIEN_THOAI_1]"),
    ("không-chín-một-hai-ba-tư-năm-sáu-bảy-tám", "[DIEN_THOAI_1]"),
    ("số em là không ba tám 123 bốn năm sáu bẩy", "số em là [DIEN_THOAI_1]"),
    ("không bảy chín không chín một không không một hai ba bốn", "[CCCD_1]"),
    ("KHÔNG BẢY CHÍN KHÔNG CHÍN MỘT KHÔNG KHÔNG MỘT HAI BA BỐN", "[CCCD_1]"),
    ("bảy chín một sáu một hai ba bốn năm sáu", "[MA_BHXH_1]"),
    ("mã số bảy chín một sáu một hai ba bốn lăm sáu nhé", "mã số [MA_BHXH_1] nhé"),
    ("một hai ba bốn năm sáu bảy tám chín", "[CMND_1]"),
    ("0912345678 tức là không chín một hai ba bốn năm sáu bảy tám", "[DIEN_THOAI_1] tức là [DIEN_THOAI_1]"),
    ("năm năm năm năm năm năm năm năm năm năm năm", "[DAY_SO_1]"),
    # several kinds at once
    (
        "Tôi là A, cccd 001085006789, sđt 0987 654 321, sổ 0116123456, mail a@b.vn",
        "Tôi là A, cccd [CCCD_1], sđt [DIEN_THOAI_1], sổ [MA_BHXH_1], mail [EMAIL_1]",
    ),
    ("0912345678 7916123456 079091001234", "[DIEN_THOAI_1] [MA_BHXH_1] [CCCD_1]"),
    ("079091001234-0912345678", "[CCCD_1]-[DIEN_THOAI_1]"),
    ("cccd 079091001234 stk 0071001234567 otp 123456", "cccd [CCCD_1] stk [TAI_KHOAN_1] otp [MA_XAC_THUC_1]"),
    ("dòng 1: 0912345678\ndòng 2: 079091001234", "dòng 1: [DIEN_THOAI_1]\ndòng 2: [CCCD_1]"),
    ("[CCCD_1] và thêm 079091001234", "[CCCD_1] và thêm [CCCD_2]"),
    ("hotline 19009068 hay 0912345678", "hotline 19009068 hay [DIEN_THOAI_1]"),
    ("vợ 0912345678 chồng 0987654321 con 0912345678", "vợ [DIEN_THOAI_1] chồng [DIEN_THOAI_2] con [DIEN_THOAI_1]"),
    ("đóng 330.000đ từ 01/2027, liên hệ 0356789012", "đóng 330.000đ từ 01/2027, liên hệ [DIEN_THOAI_1]"),
]

#: Agencies' numbers that stay.
AGENCIES = ("024 3936 1778", "1900 9068", "(028) 3829.1234")

WITHOUT_NUMBERS = """
lương 2 triệu rưỡi
lương 2.000.000đ
lương 2.000.000 đồng một tháng
đóng 330.000 đồng
đóng 330000
mức 50.600.000 đồng
1.500.000.000 đồng
1500000000 đồng
1.500.000.000
1500000000
2.000.000.000 là hai tỷ
12.000.000.000 vnd
20000000000
150000000
150.000.000
150 000 000
1 500 000 000
lương 150500000
66.000 99.000
66.000-99.000
165.000 / 132.000 / 99.000 / 66.000
165.000 132.000 99.000 66.000
484.000, 387.200, 242.000
từ 330.000 đến 11.132.000
2,5 triệu x 12 = 30.000.000
22% x 1.500.000 = 330.000
330.000 x 12 tháng = 3.960.000
50000000 vnd
1234567890 đồng
1234567890 vnđ
1234567890đ
123456789 đồng
123456789d
500k 600k 700k 800k
tài khoản còn 15.000.000 đồng
rút từ tài khoản 50600000 đồng
tài khoản 150000000
chuyển khoản 2.640.000
số dư tài khoản 1.234.567.890 đ
15/01/2027
15-01-2027
15.01.2027
2027-01-15
15/01/2027 - 20/02/2027
15.01.2027-20.02.2027
15-01-2027 20 giờ
15.01.2027 20 giờ
15 01 2027 20
2026-11-21 08:30
2026-11-21 08:30:15
2026-11-21 08 giờ
01.02.2026 12.03
từ 01/7/2025 đến 30/6/2026
từ 01.07.2025 đến 30.06.2026
ngày 01-7-2025 và 31-12-2026
sinh ngày 05/03/1970
sinh 05.03.1970
sinh 05031970
1970
1970 1971 1972
2026-2030
giai đoạn 2026-2030 12 tháng
giai đoạn 2022 - 2025
năm 2024, 2025, 2026
2024 2025 2026
2016-2020-2025
2023 2024 2025 2026
tu 2024 2025 2026 1
159/2025/NĐ-CP
nghị định 159/2025/NĐ-CP điều 5
41/2024/QH15
luật 41/2024/QH15
NĐ 135/2020/NĐ-CP
07/2021/NĐ-CP
351/2025/NĐ-CP
TT 11/2025/TT-BNV
1520/BHXH-TST
công văn 340/BHXH-CSXH 03/02/2026
58/VBHN-VPQH
19/VBHN-VPQH
595/QĐ-BHXH
quyết định 774/QĐ-TTg
điều 36 khoản 1 điểm đ
điều 31.2, 32.2, 36.1
Điều 98-99-100
1900 9068
1900.9068
19009068
gọi 1900 9068 nhánh 2
tổng đài 1900 599 920
1800 599 920
1800.1234
111 113 114 115
024 3936 1778
(024) 3936 1778
02439361778
+84 24 3936 1778
024.3936.1778
028 3829 1234
15 năm 3 tháng
15 năm, 3 tháng, 20 ngày
118 tháng
120 tháng, 60 tháng
60 tuổi 6 tháng
61t6th
nam 61 tuổi 9 tháng nữ 57 tuổi 4 tháng
1, 2, 3, 4, 5
1 2 3
1. đăng ký 2. nộp tiền 3. nhận sổ
bước 1 bước 2 bước 3 bước 4
12 30 45
8:00-11:30, 13:30-17:00
7h30-11h30 13h30-17h00
24/7
thứ 2 đến thứ 6
2 người 3 con 4 cháu
3,14159
0,31%/tháng
0.31% 0.5% 22%
20% 30% 40% 50%
mẫu TK1-TS
mẫu 05-QT
C13-TS
D02-LT
QH15
VNeID 2.1.6
iOS 17.5.1
VssID 1.6.9
phòng 302 tầng 3
số nhà 123/45/6 đường 30/4
đường 3/2 phường 12 quận 10
quốc lộ 1A km 1234
mã bưu điện 700000
mã otp 6 số
mã xác thực gửi về máy
mật khẩu 8 ký tự
stk của em ở agribank
số tài khoản nào
CCCD cấp ngày 15/01/2021
cmnd 9 số và cccd 12 số
cccd 12 số
căn cước hết hạn 15/01/2030
mã số bhxh 10 số
sổ bhxh 2 cuốn
thẻ bhyt mức 4
email của bhxh là gì
@ansinh ơi
a@b
không có hai sổ
một hai ba
ba bốn năm nữa
năm nay hai ba tháng
một hai năm, ba bốn năm
hai ba tháng bốn năm lần
năm mươi sáu tuổi
hai triệu năm trăm nghìn
một tỷ hai trăm triệu
bảy tám phần
nam nay tu thang ba den thang sau
ba bốn năm sáu bảy
[CCCD_1] và [DIEN_THOAI_1]
[CCCD_12] [CCCD_13]
123456789012345
12345678
1234567
000000
hộ nghèo 50%, cận nghèo 40%
lãi 0,31% x 60 tháng
điện thoại của em hỏng
em đóng từ 2010 đến 2020 rồi nghỉ 2021-2024
2 330 000
2 530 000 đồng từ 01/7/2026
46.800.000 / 50.600.000
mức 1: 330.000 mức 2: 440.000 mức 3: 550.000
""".strip().split("\n")
