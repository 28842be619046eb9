// The name of a job, wherever it stands: pointing at it or reaching it by keyboard lights its racks on the floor.
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { highlightedJob } from './floorState.ts';

interface JobNameProps {
  readonly id: string;
  readonly children: ComponentChildren;
}

export function JobName({ id, children }: JobNameProps) {
  const light = (): void => {
    highlightedJob.value = id;
  };
  const unlight = (): void => {
    if (highlightedJob.peek() === id) highlightedJob.value = undefined;
  };
  useEffect(() => unlight, [id]);
  return (
    <button
      type="button"
      class="jobName"
      onPointerEnter={light}
      onPointerLeave={unlight}
      onFocus={light}
      onBlur={unlight}
    >
      {children}
    </button>
  );
}
