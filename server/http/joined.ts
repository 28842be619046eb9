// A list that was joined by commas instead of repeated: no id holds one, so what is meant is clear, and said.

/** Of a value or the values of a parameter; undefined when none of them is joined. */
export function joinedHint(values: unknown, field: string): string | undefined {
  const joined = [values].flat().find((value) => typeof value === 'string' && value.includes(','));
  if (typeof joined !== 'string') return undefined;
  const [first = '', second = ''] = joined.split(',');
  return `${field} is repeated, not joined by commas: ${field}=${first}&${field}=${second}`;
}
