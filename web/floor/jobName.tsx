// The name of a job, wherever it stands: pointing at it or reaching it by keyboard lights its racks on the floor.
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { highlightedJob } from './floorState.ts';

interface JobNameProps {
  readonly id: string;
  /** The job's page, where there is one. */
  readonly href?: string | undefined;
  readonly children: ComponentChildren;
}

export function JobName({ id, href, children }: JobNameProps) {
  const light = (): void => {
    highlightedJob.value = id;
  };
  const unlight = (): void => {
    if (highlightedJob.peek() === id) highlightedJob.value = undefined;
  };
  useEffect(() => unlight, [id]);
  const lights = {
    onPointerEnter: light,
    onPointerLeave: unlight,
    onFocus: light,
    onBlur: unlight,
  };
  return href === undefined ? (
    <button type="button" class="jobName" {...lights}>
      {children}
    </button>
  ) : (
    <a class="jobName link" href={href} {...lights}>
      {children}
    </a>
  );
}
