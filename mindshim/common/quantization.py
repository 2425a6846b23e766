"""Widths of quantised numbers."""

import enum


class QuantDtype(enum.Enum):
    """Signed and unsigned integers of 1 to 16 bits, as quantisation algorithms name them.

    Example:
        >>> from mindshim import QuantDtype
        >>> QuantDtype.INT8.value()
        7
    """

    INT1, INT2, INT3, INT4, INT5, INT6, INT7, INT8 = range(8)
    INT9, INT10, INT11, INT12, INT13, INT14, INT15, INT16 = range(8, 16)
    UINT1, UINT2, UINT3, UINT4, UINT5, UINT6, UINT7, UINT8 = range(100, 108)
    UINT9, UINT10, UINT11, UINT12, UINT13, UINT14, UINT15, UINT16 = range(108, 116)

    def value(self) -> int:  # type: ignore[override]
        """The member's number."""
        return self._value_

    def __str__(self) -> str:
        return self.name
