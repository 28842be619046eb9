// The link to a node of the one-line diagram: Back closes what it opened.

export function nodeHref(id: string): string {
  return `/power?node=${id}`;
}
