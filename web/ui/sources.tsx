// The sources of a number, each in its own language: a published title stays as it was published.
import type { Citation } from '../../server/contract/source.ts';
import { say } from '../i18n.ts';

interface SourcesProps {
  readonly sources: readonly Citation[];
}

/** Inline, with a semicolon between them. */
export function Sources({ sources }: SourcesProps) {
  return (
    <>
      {sources.map((source, i) => (
        <span key={i}>
          {i > 0 ? say({ en: '; ', fr: ' ; ' }) : ''}
          {typeof source === 'string' ? <span lang="en">{source}</span> : say(source)}
        </span>
      ))}
    </>
  );
}
