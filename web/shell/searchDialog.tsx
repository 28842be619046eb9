// Finds any place of the site by its id and any job by its name, id or client, and goes there.
import { useSignal } from '@preact/signals';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { JobsAnswer } from '../../server/contract/api.ts';
import type { JobView } from '../../server/contract/job.ts';
import { KIND_NAMES } from '../../server/contract/placeNames.ts';
import { formatNumber } from '../format.ts';
import { SEARCH_TEXTS as TEXTS } from '../i18n/search.ts';
import { say } from '../i18n.ts';
import { type SiteContext, siteInfo, useJobs } from '../live.ts';
import { navigate } from '../route.ts';
import { useJson } from '../time/useJson.ts';
import { Dialog } from '../ui/dialog.tsx';
import { closeLayer, takeTyped } from './layer.tsx';
import { type EndedJobs, examples, type Found, findAll, whyNone } from './search.ts';

export function SearchDialog() {
  const words = useSignal('');
  const at = useSignal(0);
  const list = useId();
  const field = useRef<HTMLInputElement>(null);
  const { jobs, ended } = useSearchedJobs();
  const context = siteInfo.value;
  const found = context ? findAll(words.value, context, jobs) : [];
  const chosen = Math.min(at.value, found.length - 1);

  useLayoutEffect(() => {
    words.value = takeTyped();
  }, [words]);

  function go(one: Found | undefined): void {
    if (!one) return;
    closeLayer();
    navigate(one.path);
  }

  function key(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) at.value = Math.max(0, Math.min(found.length - 1, chosen + step));
    else if (event.key === 'Enter') go(found[chosen]);
    else return;
    event.preventDefault();
  }

  return (
    <Dialog title={say(TEXTS.title)}>
      <input
        ref={field}
        class="searchField"
        type="text"
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={list}
        aria-activedescendant={found[chosen] ? `${list}-${chosen}` : undefined}
        aria-label={say(TEXTS.label)}
        placeholder={say(TEXTS.label)}
        autocomplete="off"
        spellcheck={false}
        value={words}
        onInput={(event) => {
          words.value = event.currentTarget.value;
          at.value = 0;
        }}
        onKeyDown={key}
      />
      <FoundList list={list} found={found} chosen={chosen} onGo={go} />
      {context && words.value.trim() === '' ? (
        <Examples
          context={context}
          job={jobs[0]}
          onTake={(id) => {
            words.value = id;
            // Its button goes with the first letter in the field.
            field.current?.focus();
          }}
        />
      ) : null}
      <p class="muted" role="status">
        {words.value.trim() === '' || !context ? '' : countText(found, words.value, context, ended)}
      </p>
    </Dialog>
  );
}

interface FoundListProps {
  /** Id of the list; an option's is this with its number. */
  readonly list: string;
  readonly found: readonly Found[];
  readonly chosen: number;
  readonly onGo: (one: Found) => void;
}

function FoundList({ list, found, chosen, onGo }: FoundListProps) {
  return (
    <div
      class="found"
      hidden={found.length === 0}
      id={list}
      role="listbox"
      aria-label={say(TEXTS.title)}
    >
      {found.map((one, i) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and its keys choose
        <div
          key={one.name + one.path}
          id={`${list}-${i}`}
          role="option"
          tabIndex={-1}
          aria-selected={i === chosen}
          onClick={() => onGo(one)}
        >
          <strong>{one.name}</strong>
          <span class="muted">{one.where}</span>
        </div>
      ))}
    </div>
  );
}

function countText(
  found: readonly Found[],
  words: string,
  context: SiteContext,
  ended: EndedJobs,
): string {
  if (found.length === 0) return whyNone(words, context, ended);
  if (found.length === 1) return say(TEXTS.foundOne);
  return say(TEXTS.found, { count: formatNumber(found.length) });
}

/** As many as may be asked for: a name that is not among them is not among those of 24 hours. */
const ENDED_PATH = '/api/jobs?state=ended&limit=5000';

interface SearchedJobs {
  readonly jobs: readonly JobView[];
  readonly ended: EndedJobs;
}

/** What runs and waits, from the live list, then what has ended. */
function useSearchedJobs(): SearchedJobs {
  const live = useJobs().value;
  const { state, answer } = useJson<JobsAnswer>(ENDED_PATH).value;
  const known = new Set(live.map(({ id }) => id));
  const ended = answer?.jobs.filter(({ id }) => !known.has(id)) ?? [];
  return {
    jobs: [...live, ...ended],
    ended: state === 'ready' || state === 'loading' ? state : 'unknown',
  };
}

interface ExamplesProps {
  readonly context: SiteContext;
  readonly job: JobView | undefined;
  readonly onTake: (id: string) => void;
}

/** Ids of this very site, one a kind; a press writes one into the field. */
function Examples({ context, job, onTake }: ExamplesProps) {
  const rows = examples(context).map(({ kind, id }) => ({ name: say(KIND_NAMES[kind]), id }));
  const all = job ? [...rows, { name: say(TEXTS.job), id: job.name }] : rows;
  return (
    <div class="searchExamples">
      <p class="muted">{say(TEXTS.hint)}</p>
      <ul>
        {all.map(({ name, id }) => (
          <li key={name}>
            <span class="muted">{name}</span>
            <button type="button" onClick={() => onTake(id)}>
              {id}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
