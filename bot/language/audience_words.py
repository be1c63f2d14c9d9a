"""What people of each audience group call themselves (names) and what they say they do (deeds)."""

#: A name needs "tôi là", "… như em", "… tụi tôi" beside it, or to be the whole message.
NAMES: dict[str, str] = {
    "farm_household": (
        "nông dân/nhà nông/ngư dân/diêm dân/dân biển/dân chài/chủ trang trại/hộ nông dân/người làm nông/dân ruộng"
    ),
    "craft_village": "xã viên/xã viên hợp tác xã/thành viên hợp tác xã/xã viên htx/thành viên htx/thợ làng nghề",
    "trader": (
        "tiểu thương/hộ kinh doanh/hộ kinh doanh cá thể/hộ cá thể/chủ quán/chủ tiệm/chủ sạp/chủ cửa hàng/chủ shop/"
        "dân buôn bán/người buôn bán/chủ nhà xe"
    ),
    "contracted_land": "người nhận khoán/hộ nhận khoán",
    "seasonal": (
        "lao động tự do/lao động thời vụ/lao động phổ thông/thợ hồ/thợ xây/thợ mộc/thợ hàn/thợ sơn/thợ nề/thợ sắt/"
        "phụ hồ/thợ điện nước/người làm thuê/người giúp việc/lao động chân tay/thợ thủ công"
    ),
    "self_employed": (
        "freelancer/shipper/tài xế grab/tài xế công nghệ/lái xe công nghệ/thợ may/thợ cắt tóc/thợ làm tóc/thợ nail/"
        "nghề tự do/người làm nghề tự do/thợ sửa xe dạo"
    ),
    "worker": (
        "công nhân/người lao động hợp đồng/nhân viên văn phòng/nhân viên công ty/kế toán/chủ doanh nghiệp/giám đốc/"
        "giám đốc công ty/bảo vệ/người sử dụng lao động/lái xe cho công ty"
    ),
    "student": (
        "sinh viên/sv/học sinh/học viên cao học/nghiên cứu sinh/sinh viên năm cuối/tân sinh viên/sinh viên đại học/"
        "sinh viên cao đẳng/sinh viên mới ra trường"
    ),
    "collaborator": (
        "cộng tác viên/ctv/nhân viên thu/nhân viên đại lý/nhân viên đại lý thu/đại lý thu/nhân viên bưu điện/"
        "trưởng ấp/trưởng thôn/trưởng bản/trưởng khu phố/tổ trưởng dân phố/tổ trưởng tổ dân phố/trưởng xóm/"
        "trưởng buôn/già làng/người có uy tín/chức sắc/sư cả/linh mục/mục sư/trụ trì/chi hội trưởng/chi hội phó/"
        "tuyên truyền viên/cộng tác viên dân số"
    ),
    "official": (
        "cán bộ/cán bộ xã/cán bộ phường/cán bộ hội/cán bộ huyện/cán bộ tỉnh/công chức/viên chức/đảng viên/"
        "giáo viên/cô giáo/thầy giáo/bộ đội/công an/công an viên/bí thư/bí thư chi bộ/chủ tịch xã/công chức xã/"
        "giảng viên"
    ),
    "ethnic_minority": (
        "người dân tộc/dân tộc thiểu số/đồng bào dân tộc/đồng bào dân tộc thiểu số/đồng bào thiểu số/dân tộc/dtts"
    ),
}

#: A deed needs who does it, or to be the whole message.
DEEDS: dict[str, str] = {
    "farm_household": (
        "làm nông/làm ruộng/làm rẫy/làm nương/làm nương rẫy/làm vườn/làm lúa/làm muối/làm đồng/làm nghề nông/"
        "làm biển/nghề nông/trồng lúa/trồng rau/trồng cây/trồng tiêu/trồng cà phê/trồng điều/trồng cao su/"
        "trồng mía/trồng khoai/trồng sầu riêng/trồng cam/trồng bưởi/trồng xoài/trồng mì/trồng ngô/trồng bắp/"
        "trồng hoa/trồng chè/trồng dừa/trồng trọt/chăn nuôi/nuôi tôm/nuôi cá/nuôi heo/nuôi lợn/nuôi bò/nuôi dê/"
        "nuôi gà/nuôi vịt/nuôi ếch/nuôi ong/nuôi thủy sản/đi biển/đi câu/đi câu mực/đánh cá/đánh bắt/"
        "đánh bắt hải sản/đi ghe/chài lưới/cày cấy/có ruộng/trồng dưa/nuôi sò/nuôi cua/nuôi nghêu/làm trang trại"
    ),
    "craft_village": (
        "làm ở hợp tác xã/làm hợp tác xã/làm htx/làm ở htx/làm trong hợp tác xã/vào hợp tác xã/trong làng nghề/"
        "ở làng nghề/làm làng nghề/dệt chiếu/dệt thổ cẩm/làm cho hợp tác xã"
    ),
    "trader": (
        "buôn bán/bán hàng ở chợ/bán ở chợ/bán ngoài chợ/bán trong chợ/bán cá/bán rau/bán thịt/bán quần áo/"
        "bán trái cây/bán tạp hóa/bán cà phê/bán cơm/bán bún/bán phở/bán bánh/bán cháo/bán vải/bán nước/bán đồ ăn/"
        "bán hủ tiếu/bán hoa/kinh doanh/mở quán/mở tiệm/mở cửa hàng/mở shop/có quán/có tiệm/có sạp/có cửa hàng/"
        "có shop/chạy chợ/bán gạo/bán tạp hoá/bán trứng/bán xôi/bán chè/bán bún riêu/bán bánh mì"
    ),
    "contracted_land": "nhận khoán/nhận khoán đất/nhận khoán rừng/nhận giao khoán/khoán rừng/khoán đất",
    "seasonal": (
        "làm hồ/làm phụ hồ/làm thợ hồ/làm thuê/làm mướn/làm công nhật/làm thời vụ/làm theo mùa vụ/làm khoán/"
        "bốc vác/giúp việc/làm osin/ai kêu gì làm nấy/vác mướn/cuốc mướn/gặt mướn/làm bốc xếp/đi phụ hồ/"
        "lao động tự do"
    ),
    "self_employed": (
        "chạy xe ôm/chạy grab/chạy be/chạy xe công nghệ/chạy ba gác/chạy xích lô/chạy xe lôi/chạy ship/giao hàng/"
        "bán vé số/bán hàng online/bán online/bán hàng qua mạng/bán hàng trên facebook/bán trên facebook/"
        "bán trên mạng/bán hàng trên mạng/bán trên shopee/bán hàng rong/bán dạo/làm nghề tự do/làm tự do/may đồ/"
        "may vá/cắt tóc/làm tóc/làm nail/làm móng/lượm ve chai/mua ve chai/nhặt ve chai/làm freelancer/làm shipper/"
        "dạy kèm/làm youtube/livestream"
    ),
    "worker": (
        "làm công ty/làm cho công ty/làm ở công ty/làm trong công ty/làm công nhân/làm xí nghiệp/làm cho xí nghiệp/"
        "làm ở xí nghiệp/làm nhà máy/làm ở nhà máy/làm kế toán/làm văn phòng/làm khu công nghiệp/làm bảo vệ/"
        "có hợp đồng lao động/đi làm công ty/làm cho doanh nghiệp"
    ),
    "student": (
        "học đại học/học cao đẳng/đang đi học/còn đi học/học lớp/học năm nhất/học năm hai/học năm ba/học trung cấp/"
        "đang học nghề/học cấp ba"
    ),
    "collaborator": (
        "làm cộng tác viên/làm đại lý thu/làm đại lý/đi vận động/làm trưởng ấp/làm trưởng thôn/làm nhân viên thu"
    ),
    "official": (
        "công tác ở ủy ban/công tác ở xã/công tác ở huyện/công tác tại ủy ban/làm ở ủy ban/làm ở xã/làm cán bộ/"
        "làm nhà nước/làm công chức/làm viên chức/dạy học/đi dạy/làm ở ubnd/công tác tại ubnd/làm ở phường"
    ),
}

#: Not a word about oneself, though a name or a deed stands in it.
OTHERS = (
    "gặp cán bộ/cán bộ bhxh/cán bộ bảo hiểm/cán bộ thu/kinh doanh bảo hiểm/dân tộc nào/dân tộc kinh/ban dân tộc/"
    "trường dân tộc/đại lý thu bhxh ở đâu/lớp học/bảo hiểm học sinh/thẻ học sinh/nhận khoán bao nhiêu/công an bảo/"
    "con giáo viên/dân tộc gì/người dân tộc kinh/bán sổ/bán lại/bán khống/giả danh cán bộ/mạo danh cán bộ"
)
