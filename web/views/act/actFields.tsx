// The fields of an act: numbers with their bounds, places of the site, faults, profiles, words.
import { FAULTS, type FaultPlace } from '../../../server/contract/command.ts';
import type { PlaceKind } from '../../../server/contract/place.ts';
import { ACT_TEXTS, FIELD_TEXTS } from '../../i18n/act.ts';
import { FAULT_TEXTS, PROFILE_TEXTS } from '../../i18n/commands.ts';
import { XID_TEXTS } from '../../i18n/xid.ts';
import { say } from '../../i18n.ts';
import type { SiteContext } from '../../live.ts';
import type { ActTarget, Field, Values } from './acts.ts';
import { type Bounds, boundText, highOf } from './check.ts';

interface ActFieldsProps {
  readonly info: SiteContext;
  readonly target: ActTarget;
  readonly fields: readonly Field[];
  readonly values: Values;
  readonly bounds: Bounds;
  /** What can be started; known once the server has said it. */
  readonly profiles: readonly string[];
  readonly onChange: (name: Field['name'], value: string) => void;
}

interface Option {
  readonly value: string;
  readonly label: string;
}

/** More places than this are typed, not chosen. */
const MOST_CHOICES = 80;

export function ActFields(props: ActFieldsProps) {
  return (
    <div class="actFields">
      {props.fields.map((field) => (
        <div key={field.name} class="actField">
          <label htmlFor={`act-${field.name}`} class="muted">
            {say(FIELD_TEXTS[field.name])}
          </label>
          <Input {...props} field={field} />
        </div>
      ))}
    </div>
  );
}

function Input({ field, ...props }: ActFieldsProps & { readonly field: Field }) {
  const { values, bounds, onChange } = props;
  const value = values[field.name] ?? '';
  const id = `act-${field.name}`;
  if (field.type === 'number') {
    const high = highOf(field, bounds);
    return (
      <>
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autocomplete="off"
          value={value}
          onInput={({ currentTarget }) => onChange(field.name, currentTarget.value)}
        />
        <span class="muted actBound">
          {say(ACT_TEXTS.between, { low: boundText(field.low), high: boundText(high) })}
        </span>
      </>
    );
  }
  const options = optionsOf(field, props);
  if (!options) {
    return (
      <input
        id={id}
        type="text"
        autocomplete="off"
        value={value}
        onInput={({ currentTarget }) =>
          onChange(
            field.name,
            field.type === 'place' ? currentTarget.value.toUpperCase() : currentTarget.value,
          )
        }
      />
    );
  }
  return (
    <select
      id={id}
      value={value}
      onChange={({ currentTarget }) => onChange(field.name, currentTarget.value)}
    >
      <option value="">{say(ACT_TEXTS.none)}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

function optionsOf(field: Field, props: ActFieldsProps): readonly Option[] | undefined {
  const { info, values, profiles } = props;
  if (field.type === 'place') return placesOf(field.kinds, props);
  if (field.type === 'xid') {
    return Object.entries(XID_TEXTS).map(([value, text]) => ({
      value,
      label: `${value} · ${say(text)}`,
    }));
  }
  if (field.type === 'fault') {
    const kind = info.ids.parse(values.place ?? '')?.kind ?? '';
    const faults = field.faults ?? FAULTS[kind as FaultPlace] ?? [];
    return faults.map((value) => ({ value, label: say(FAULT_TEXTS[value]) }));
  }
  if (field.type !== 'profile') return undefined;
  return profiles.map((value) => ({
    value,
    label: PROFILE_TEXTS[value] ? say(PROFILE_TEXTS[value]) : value,
  }));
}

/** The places of these kinds, on a rack's page those of the rack; undefined when they are too many to choose among. */
function placesOf(
  kinds: readonly PlaceKind[],
  { info: { ids, places }, target }: ActFieldsProps,
): readonly Option[] | undefined {
  const rack = target.kind === 'rack' ? ids.parse(target.id)?.index : undefined;
  const found = kinds.flatMap((kind) => {
    const all = { from: 0, to: places.count(kind) };
    const own = { from: rack ?? 0, to: (rack ?? 0) + 1 };
    const { from, to } =
      rack === undefined ? all : kind === 'rack' ? own : places.within(kind, 'rack', rack);
    return Array.from({ length: Math.min(to - from, MOST_CHOICES + 1) }, (_, i) =>
      ids.idOf(kind, from + i),
    );
  });
  if (found.length > MOST_CHOICES) return undefined;
  return found.map((value) => ({ value, label: value }));
}
