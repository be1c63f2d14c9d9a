"""An Sinh: citizen advice on voluntary social insurance (BHXH tự nguyện)."""
