// How "not known" is written in each representation: absent is never zero.

/** In memory, Float32 and Float64: NaN. */
export const NO_VALUE = Number.NaN;
/** Uint16 columns: states and masks. */
export const NO_CODE = 65_535;
/** Int32 columns: ids. */
export const NO_ID = -2_147_483_648;
/** Int16 storage: quantised gauges in the ring and the store. */
export const NO_INT16 = -32_768;
/** u8 planes on the wire. */
export const NO_PLANE_CODE = 255;
