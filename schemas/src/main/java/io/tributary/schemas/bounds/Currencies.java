package io.tributary.schemas.bounds;

/**
 * ISO 4217 codes of money that has a minor unit, those that were withdrawn since 1990 among them, for old orders are told of too. Codes
 * without a minor unit (XXX no currency, XTS for tests, XAU and other metals, XDR) are none: an amount in them means nothing. A list of
 * our own, because that of Java changes with its version, and a replay would not decide as the service did.
 */
public final class Currencies {
    private static final int LETTERS = 26;

    private static final String WITHOUT_DECIMALS =
            "ADP BEF BIF BYB BYR CLP DJF ESP GNF GRD ISK ITL JPY KMF KRW LUF MGF PTE PYG ROL RWF TPE TRL UGX UYI "
                    + "VND VUV XAF XOF XPF ";

    private static final String TWO_DECIMALS =
            "AED AFA AFN ALL AMD ANG AOA ARS ATS AUD AWG AYM AZM AZN BAM BBD BDT BGL BGN BMD BND BOB BOV BRL BSD "
                    + "BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CSD CUC CUP CVE CYP CZK DEM DKK DOP DZD EEK EGP "
                    + "ERN ETB EUR FIM FJD FKP FRF GBP GEL GHC GHS GIP GMD GTQ GWP GYD HKD HNL HRK HTG HUF IDR IEP ILS INR "
                    + "IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL LTL LVL MAD MDL MGA MKD MMK MNT MOP MRO MRU MTL "
                    + "MUR MVR MWK MXN MXV MYR MZM MZN NAD NGN NIO NLG NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB "
                    + "RUR SAR SBD SCR SDD SDG SEK SGD SHP SIT SKK SLE SLL SOS SRD SRG SSP STD STN SVC SYP SZL THB TJS TMM "
                    + "TMT TOP TRY TTD TWD TZS UAH USD USN USS UYU UZS VEB VED VEF VES WST XAD XCD XCG YER YUM ZAR ZMK ZMW "
                    + "ZWD ZWG ZWL ZWN ZWR ";

    private static final String THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND ";

    private static final String FOUR_DECIMALS = "CLF UYW ";

    private static final String[] CODES = new String[LETTERS * LETTERS * LETTERS];
    private static final byte[] DIGITS = new byte[CODES.length];

    static {
        add(WITHOUT_DECIMALS, 0);
        add(TWO_DECIMALS, 2);
        add(THREE_DECIMALS, 3);
        add(FOUR_DECIMALS, 4);
    }

    private Currencies() {}

    private static void add(String codes, int digits) {
        for (String code : codes.trim().split(" ")) {
            CODES[index(code)] = code.intern();
            DIGITS[index(code)] = (byte) digits;
        }
    }

    /** The code as one and the same string for all who ask, or null when it is none: lower case is none. */
    public static String code(String given) {
        int index = index(given);
        return index < 0 ? null : CODES[index];
    }

    /** Decimals of the minor unit; -1 when the code is none. */
    public static int digits(String given) {
        int index = index(given);
        return index < 0 || CODES[index] == null ? -1 : DIGITS[index];
    }

    private static int index(String code) {
        if (code.length() != 3) {
            return -1;
        }
        int index = 0;
        for (int i = 0; i < 3; i++) {
            int letter = code.charAt(i) - 'A';
            if (letter < 0 || letter >= LETTERS) {
                return -1;
            }
            index = index * LETTERS + letter;
        }
        return index;
    }
}
