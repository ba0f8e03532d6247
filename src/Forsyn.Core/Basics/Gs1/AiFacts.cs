namespace Forsyn.Core.Basics.Gs1;

/// <summary>
/// The facts of every GS1 application identifier in our own short form. Source: GS1 Barcode Syntax Dictionary,
/// ff2eb4b of July 2026, which restates the GS1 General Specifications.
/// </summary>
/// <remarks>
/// A line is identifiers = form; needs …; not …. "fixed": the length is known from the identifier, so no FNC1 ends
/// the value. A part of the form is a character set (N digits, X, Y and Z as GS1 numbers them), a length or
/// least-most, ? when it may be left out, and the checks it must pass (Gs1Checks). "needs": one of the groups must be
/// there, a group being joined by +. "not": none of them may be there. n stands for any digit; self is any other with
/// the same first three digits.
/// </remarks>
static class AiFacts
{
    internal const string Text = """
        00 = fixed N18:digit:prefix-after-1
        01 = fixed N14:digit:prefix-after-1 ; not 255 37
        02 = fixed N14:digit:prefix-after-1 ; needs 37 ; not 01 03
        03 = fixed N14:digit:prefix-after-1 ; not 01 02 37 235
        10 = X1-20 ; needs 01 02 03 8006 8026
        11 13 15-16 = fixed N6:month-or-day ; needs 01 02 03 8006 8026
        12 = fixed N6:month-or-day ; needs 8020
        17 = fixed N6:month-or-day ; needs 01 02 03 255 8006 8026
        20 = fixed N2 ; needs 01 02 03 8006 8026
        21 = X1-20 ; needs 01 03 8006 ; not 235
        22 710-717 = X1-20 ; needs 01
        235 = X1-28 ; needs 01
        240-241 = X1-30 ; needs 01 02 03 8006 8026
        242 = N1-6 ; needs 01 02 8006 8026
        243 = X1-20 ; needs 01 03
        250 = X1-30 ; needs 01+21 03+21 8006+21
        251 = X1-30 ; needs 01 03 8006
        253 = N13:digit:prefix X1-17?
        254 = X1-20 ; needs 414
        255 = N13:digit:prefix N1-12? ; not 01 02 415 8006 8020 8026
        30 = N1-8 ; needs 01 02
        3100-3105 3110-3115 3120-3125 3130-3135 3140-3145 3150-3155 3160-3165 3200-3205 3210-3215 3220-3225
            3230-3235 3240-3245 3250-3255 3260-3265 3270-3275 3280-3285 3290-3295 3500-3505 3510-3515
            3520-3525 3560-3565 3570-3575 3600-3605 3610-3615 3640-3645 3650-3655 3660-3665 = fixed N6 ;
            needs 01 02 ; not self
        3300-3305 3310-3315 3320-3325 3330-3335 3340-3345 3350-3355 3360-3365 3400-3405 3410-3415 3420-3425
            3430-3435 3440-3445 3450-3455 3460-3465 3470-3475 3480-3485 3490-3495 3530-3535 3540-3545
            3550-3555 3620-3625 3630-3635 3670-3675 3680-3685 3690-3695 = fixed N6 ; needs 00 01 ; not self
        3370-3375 = fixed N6 ; needs 01 ; not self
        37 = N1-8 ; needs 00+02 00+8026
        3900-3909 = N1-15 ; needs 255 8020 ; not self 391n 394n 8111
        3910-3919 = N3:currency N1-15 ; needs 8020 ; not self
        3920-3929 = N1-15 ; needs 01+30 01+31nn 01+32nn 01+35nn 01+36nn ; not self 393n
        3930-3939 = N3:currency N1-15 ; needs 30 31nn 32nn 35nn 36nn ; not self
        3940-3943 = N4 ; needs 255 ; not self 8111
        3950-3955 = N6 ; needs 30 31nn 32nn 35nn 36nn ; not 392n 393n self 8005
        400 90 = X1-30
        401 7023 8004 = X1-30:prefix
        402 = N17:digit:prefix
        403 4308 4319 = X1-30 ; needs 00
        410-414 416-417 = fixed N13:digit:prefix
        415 = fixed N13:digit:prefix ; needs 8020
        420 = X1-20 ; not 421
        421 = N3:country X1-9 ; not 4307
        422 = N3:country ; needs 01 02 03 8006 8026 ; not 426
        423 425 = N3:country N3?:country N3?:country N3?:country N3?:country ; needs 01 02 03 ; not 426
        424 = N3:country ; needs 01 02 03 ; not 426
        426 = N3:country ; needs 01 02 03
        427 = X1-3 ; needs 01+422 02+422 03+422
        4300-4301 4310-4311 4320 = X1-35:percent ; needs 00
        4302 4304-4306 4312 4314-4316 = X1-70:percent ; needs 00
        4303 = X1-70:percent ; needs 4302
        4307 4317 = X2:country-letters ; needs 00
        4309 = N10:latitude N10:longitude ; needs 00
        4313 = X1-70:percent ; needs 4312
        4318 = X1-20 ; needs 00
        4321-4323 = N1:bit ; needs 00
        4324-4325 = N6:month-or-day N4:hour-minute ; needs 00
        4326 = N6:day ; needs 00
        4330 = N6 X1?:hyphen ; needs 00 ; not 4331
        4331 = N6 X1?:hyphen ; needs 00 ; not 4330
        4332 = N6 X1?:hyphen ; needs 00 ; not 4333
        4333 = N6 X1?:hyphen ; needs 00 ; not 4332
        7001 = N13 ; needs 01 02 8006 8026
        7002 = X1-30 ; needs 01 02
        7003 = N6:day N4:hour-minute ; needs 01 02 03
        7004 = N1-4 ; needs 01+10 03+10
        7005 = X1-12 ; needs 01 02
        7006 = N6:day ; needs 01 02
        7007 = N6:day N6?:day ; needs 01 02
        7008 = X1-3 ; needs 01 02
        7009 = X1-10 ; needs 01 02
        7010 = X1-2 ; needs 01 02 03
        7011 = N6:day N4?:hour-minute ; needs 01 02 03
        7020 = X1-20 ; needs 01+416 03+416 8006+416
        7021 8012 = X1-20 ; needs 01 03 8006
        7022 = X1-20 ; needs 01+7021 03+7021 8006+7021
        7030-7039 = N3:country-or-many X1-27 ; needs 01 02
        7040 = N1 X1 X1 X1:importer
        7041 = X1-4:package ; needs 00
        7230-7239 = X2 X1-28 ; needs 01 8004
        7240 = X1-20 ; needs 01 8006 ; not 03
        7241 = N2:medium ; needs 8017 8018
        7242 = X1-25 ; needs 8017 8018
        7250 = N8:day-of-century ; needs 8018 ; not 7251
        7251 = N8:day-of-century N4:hour-minute ; needs 8018 ; not 7250
        7252 = N1:sex ; needs 8018
        7253-7254 = X1-40:percent ; needs 8017 8018 ; not 7256 7259
        7255 = X1-10 ; needs 8017 8018 ; not 7256 7259
        7256 = X1-90:percent ; needs 8017 8018
        7257 = X1-70:percent ; needs 8018
        7258 = X3:position-slash ; needs 8018+7259
        7259 = X1-40:percent ; needs 8018 ; not 7256
        8001 = N4:not-zero N5:not-zero N3:not-zero N1:winding N1 ; needs 01
        8002 = X1-20
        8003 = N1:zero N13:digit:prefix X1-16?
        8005 = N6 ; needs 01 02
        8006 = N14:digit:prefix-after-1 N4:piece-of-total ; not 01 03 37
        8007 = X1-34:iban ; needs 415
        8008 = N6:day N2:hour N2?:minute N2?:second ; needs 01 02 03
        8009 = X1-50 ; needs 00 01 03
        8010 = Y1-30:prefix
        8011 = N1-12:no-zero-first ; needs 8010
        8013 = X1-25:pair:prefix
        8014 = X1-25:pair:prefix:not-only-digits ; needs 01
        8017 = N18:digit:prefix ; not 8018
        8018 = N18:digit:prefix ; not 8017
        8019 = N1-10 ; needs 8017 8018
        8020 = X1-25 ; needs 415
        8026 = N14:digit:prefix-after-1 N4:piece-of-total ; needs 37 ; not 02 03 8006
        8030 = Z1-90 ; needs 00 01+21 03+21 253 255 8003 8004 8006+21 8010+8011 8017 8018
        8040 = N15 ; needs 01+21
        8041 = N15 ; needs 01+21+8040
        8042 = N32 ; needs 01+21+8040
        8043 = N18 N1-2? ; needs 01+21+8040
        8110 = X1-70:coupon
        8111 = N4 ; needs 255
        8112 = X1-70:coupon-offer
        8200 = X1-70 ; needs 01
        91-99 = X1-90
        """;
}
