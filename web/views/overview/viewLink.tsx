// A quiet link from a panel to the view that tells more; nothing where the page has no such view.
import type { ComponentChildren } from 'preact';
import { pathOfView } from '../../route.ts';

interface ViewLinkProps {
  /** Key of the view in web/views/list.ts. */
  readonly view: string;
  readonly children: ComponentChildren;
}

export function ViewLink({ view, children }: ViewLinkProps) {
  const path = pathOfView(view);
  return path === undefined ? null : (
    <a class="viewLink" href={path}>
      {children}
    </a>
  );
}
