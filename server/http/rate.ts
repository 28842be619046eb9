// How often one client may ask for what is dear to make.

/** A page asks once a view and once a change of range; this is for programs that do not stop. */
export const HEAVY = { rateLimit: { max: 600, timeWindow: '1 minute' } } as const;
