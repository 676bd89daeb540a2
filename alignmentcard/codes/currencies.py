"""Currency codes of ISO 4217."""

from functools import cache

from alignmentcard.codes.registry import habits

CURRENT = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF
CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD
HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL
MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON
RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX
USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
"""
WITHDRAWN = """
ANG ATS AZM BEF BGL BGN BYR CSD CUC CYP DEM EEK ESP FIM FRF GHC GRD HRK IEP ITL LTL LUF LVL MGF MRO MTL MZM NLG
PTE ROL SDD SIT SKK SLL SRG STD TMM TRL USS VEB VEF ZMK ZWD ZWL ZWN ZWR
"""


@cache
def codes() -> frozenset[str]:
    """Return the codes in use, and those withdrawn since 1999: work was paid in them."""
    return frozenset((CURRENT + WITHDRAWN).split())


def is_currency(code: str) -> bool:
    """Say whether a text is the code of a currency that is or was in use."""
    return code in codes()


def currency_for(text: str) -> str | None:
    """Return the code that a name or a habitual spelling clearly stands for, or None."""
    plain = " ".join(text.lower().split())
    code = habits("currencies").get(plain, plain.upper())
    return code if is_currency(code) else None
