// Every act makes a command that the contract knows, bounds are said before anything is sent, and refusals have words.
import { fileURLToPath } from 'node:url';
import { Check } from 'typebox/value';
import { afterEach, describe, expect, it } from 'vitest';
import { readSite } from '../../../server/catalogue/siteFiles.ts';
import { COMMANDS, type Command } from '../../../server/contract/command.ts';
import { createPlaceIds } from '../../../server/contract/id.ts';
import { createPlaces } from '../../../server/contract/place.ts';
import { openTwin } from '../../../server/simulation/testing.ts';
import { language } from '../../i18n.ts';
import { sentenceOf } from './actSentence.ts';
import { ACTS, type ActTarget, type Values } from './acts.ts';
import { problemOf } from './check.ts';
import { refusalText } from './refusalText.ts';

const parts = readSite(fileURLToPath(new URL('../../../fixtures', import.meta.url)), 'one-rack');
const places = createPlaces(parts.site.places);
const ids = createPlaceIds(places);
const site = { ids, bounds: { megawatts: parts.site.ratings.connectionW / 1e6, gpus: 72 } };

const TARGETS: readonly ActTarget[] = [
  { kind: 'gpu', id: 'R1-T01-G1' },
  { kind: 'rack', id: 'R1' },
  { kind: 'job', id: 'J1' },
  { kind: 'jobs', id: 'SITE' },
  { kind: 'power', id: 'SITE' },
  { kind: 'cooling', id: 'PLANT' },
];
const GOOD: Values = {
  watts: '800',
  xid: '94',
  celsius: '41,5',
  profile: 'fineTuning',
  gpus: '8',
  minutes: '5',
  seconds: '20',
  megawatts: '0.1',
  sharePct: '30',
};
/** A place and a fault for each choice of places. */
const PLACES: Readonly<Record<string, Values>> = {
  tray: { place: 'R1-T03', fault: 'out' },
  rack: { place: 'R1-T03' },
  feed: { place: 'FEED1', fault: 'lost' },
  plant: { place: 'RING1' },
  cdu: { place: 'CDU1-1', fault: 'pumpA' },
};

afterEach(() => {
  language.value = 'en';
});

function filled(fields: (typeof ACTS)['gpu'][number]['fields']): Values {
  const chosen = fields.find((field) => field.type === 'place');
  return {
    ...GOOD,
    fault: 'hot',
    ...(chosen?.type === 'place' ? PLACES[chosen.kinds[0] ?? ''] : {}),
  };
}

describe('an act', () => {
  it('makes a command of the contract, and says what it will do in both languages', () => {
    const wrong: unknown[] = [];
    for (const target of TARGETS) {
      for (const act of ACTS[target.kind]) {
        const values = filled(act.fields);
        const command = act.command(values, target);
        if (!Check(COMMANDS[command.do], command)) wrong.push(command);
        expect(problemOf(act.fields, values, site), `${target.kind} ${act.key}`).toBeUndefined();
        for (const lang of ['en', 'fr'] as const) {
          language.value = lang;
          const sentence = sentenceOf(act, values, target);
          if (/[{}]|undefined|NaN|–/.test(sentence)) wrong.push(sentence);
        }
        language.value = 'en';
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    ['gpu', 'capGpu', { watts: '1500' }, 'Watts of each GPU: a number from 200 to 1,200'],
    ['gpu', 'capGpu', { watts: '' }, 'Watts of each GPU: a number from 200 to 1,200'],
    ['job', 'stall', { seconds: '1.5' }, 'Seconds: a whole number from 1 to 3,600'],
    ['jobs', 'start', { gpus: '73' }, 'GPUs: a whole number from 1 to 72'],
    ['jobs', 'start', { name: 'a<b' }, 'Name (optional): up to 40 letters'],
    ['cooling', 'coolant', { place: 'R1' }, 'Place: this site has no such place here'],
    ['gpu', 'gpuFault', { fault: '' }, 'Fault: choose one'],
  ] as const)('of a %s, %s, with %o is stopped with its bound', (kind, key, wrong, words) => {
    const act = ACTS[kind].find((one) => one.key === key);
    const fields = act?.fields ?? [];
    const problem = problemOf(fields, { ...filled(fields), ...wrong }, site);
    expect(problem?.text).toContain(words);
  });
});

describe('a refusal', () => {
  /** What a page can ask and this rack cannot do. */
  const REFUSED: readonly Command[] = [
    { do: 'injectFault', place: 'R9', fault: 'leak' },
    { do: 'injectFault', place: 'R1-T01-G1', fault: 'xid', xid: 999 },
    { do: 'clearFault', place: 'FEED1' },
    { do: 'setCap', job: 'J1', watts: 900 },
    { do: 'setCap', place: 'R1', watts: null },
    { do: 'setCoolant', place: 'RING1', celsius: 15 },
    { do: 'setCoolant', place: 'RING1', celsius: 35 },
    { do: 'setCoolant', place: 'PLANT', celsius: 40 },
    { do: 'returnRack', place: 'R1' },
    { do: 'startJob', profile: 'chatServing', gpus: 73, minutes: 5 },
    { do: 'stopJob', job: 'J1' },
    { do: 'stallJob', job: 'J1', seconds: 5 },
    { do: 'shed', megawatts: 20, minutes: 5 },
    { do: 'endShed' },
    { do: 'setSmoothing', on: false },
    { do: 'setHeatReuse', share: 0.95 },
  ];
  /** Carried out once, refused the second time. */
  const TWICE: readonly Command[] = [
    { do: 'injectFault', place: 'R1-T01', fault: 'out' },
    { do: 'injectFault', place: 'R1-T02-G1', fault: 'hot' },
    { do: 'injectFault', place: 'R1', fault: 'leak' },
    { do: 'injectFault', place: 'CDU1-1', fault: 'pumpA' },
    { do: 'injectFault', place: 'FEED1', fault: 'lost' },
    { do: 'drainRack', place: 'R1' },
    { do: 'setSmoothing', on: true },
  ];

  it('of the twin has a sentence of its own in French', () => {
    const twin = openTwin(parts);
    twin.run(1_800, 60);
    const unsaid: unknown[] = [];
    const refuse = (command: Command): void => {
      const result = twin.simulation.command(command, 'test');
      if (result.accepted) throw new Error(`${JSON.stringify(command)} was accepted`);
      const { message } = result;
      language.value = 'fr';
      const french = refusalText({ status: 409, message });
      if (french === refusalText({ status: 409, message: 'nobody says this' }))
        unsaid.push(message);
    };
    for (const command of REFUSED) refuse(command);
    for (const command of TWICE) {
      expect(twin.simulation.command(command, 'test'), JSON.stringify(command)).toMatchObject({
        accepted: true,
      });
      refuse(command);
    }
    expect(unsaid).toEqual([]);
  });

  it('that has no sentence is said by its kind', () => {
    language.value = 'fr';
    expect(refusalText({ status: 0, message: '' })).toBe('Le serveur ne répond pas.');
    expect(refusalText({ status: 418, message: 'a teapot' })).toContain('Le serveur a échoué');
    language.value = 'en';
    expect(refusalText({ status: 409, message: 'a new reason' })).toBe('a new reason.');
  });
});
