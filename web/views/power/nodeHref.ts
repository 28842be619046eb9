// The link to a node of the one-line diagram, on the page of power: Back or a second press closes what it opened.
import { hrefWith, query } from '../../route.ts';

export const chosenNode = query('node');

export function nodeHref(id: string): string {
  return hrefWith({ node: chosenNode.value === id ? undefined : id });
}
