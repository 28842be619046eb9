// Why a command was refused, in the page's language: the server says it in English, and each of its sentences has one here.
import type { Text } from '../../../server/contract/text.ts';
import { language, say } from '../../i18n.ts';
import type { Refusal } from '../../time/ask.ts';

/** Sentences of the server with the words that they carry. */
const SENTENCES: readonly (readonly [RegExp, Text])[] = [
  [
    /^\S+ has no place called "(?<place>.*)"$/,
    { en: 'This site has no place called {place}.', fr: 'Ce site n’a pas de lieu nommé {place}.' },
  ],
  [
    /^no job (?<job>J\d+) runs(?: or waits)?$/,
    { en: '{job} is neither running nor queued.', fr: '{job} n’est ni en cours ni en attente.' },
  ],
  [
    /^job (?<job>J\d+) holds no GPUs now$/,
    { en: '{job} holds no GPUs now.', fr: '{job} n’occupe aucun GPU en ce moment.' },
  ],
  [
    /^(?<place>\S+) is out of service$/,
    { en: '{place} is out of service.', fr: '{place} est hors service.' },
  ],
  [
    /^(?<place>\S+) has a fault that stands: (?<fault>.*)$/,
    { en: '{place} has a fault already.', fr: '{place} a déjà un défaut.' },
  ],
  [
    /^(?<place>\S+) has fault \S+ already$/,
    { en: '{place} has this fault already.', fr: '{place} a déjà ce défaut.' },
  ],
  [
    /^(?<place>\S+) is down already$/,
    { en: '{place} is down already.', fr: '{place} est déjà à l’arrêt.' },
  ],
  [
    /^(?<place>\S+) has no fault$/,
    { en: '{place} has no fault.', fr: '{place} n’a aucun défaut.' },
  ],
  [/^(?<place>\S+) leaks already$/, { en: '{place} leaks already.', fr: '{place} fuit déjà.' }],
  [
    /^(?<place>\S+) is draining already$/,
    { en: '{place} is draining already.', fr: '{place} est déjà en cours de vidage.' },
  ],
  [
    /^(?<place>\S+) is not draining$/,
    { en: '{place} is not draining.', fr: '{place} n’est pas en cours de vidage.' },
  ],
  [
    /^(?<place>\S+) runs; it can refuse to start once it stands still$/,
    {
      en: '{place} runs: it can refuse to start only once it stands still.',
      fr: '{place} tourne : il ne peut refuser de démarrer qu’une fois arrêté.',
    },
  ],
  [
    /^(?<job>J\d+) (?:hangs|starts again) already, for (?<seconds>\d+) s more$/,
    {
      en: '{job} is waiting already, for {seconds} s more.',
      fr: '{job} attend déjà, pour encore {seconds} s.',
    },
  ],
  [
    /^celsius must be from (?<low>[\d.]+) to (?<high>[\d.]+) /,
    {
      en: 'The supply must be from {low} to {high} °C.',
      fr: 'Le départ doit être entre {low} et {high} °C.',
    },
  ],
  [
    /^celsius must be at least (?<low>[\d.]+) C, the facility water at (?<warm>[\d.]+) C and (?<approach>[\d.]+) K/,
    {
      en: 'The supply must be at least {low} °C: the facility water at {warm} °C and {approach} K of approach.',
      fr: 'Le départ doit être d’au moins {low} °C : l’eau du site à {warm} °C plus {approach} K de pincement.',
    },
  ],
  [
    /^celsius must be at most (?<high>[\d.]+) C, the set-point of (?<place>\S+) less (?<approach>[\d.]+) K/,
    {
      en: 'The supply must be at most {high} °C: the set-point of {place} less {approach} K of approach.',
      fr: 'Le départ doit être d’au plus {high} °C : la consigne de {place} moins {approach} K de pincement.',
    },
  ],
  [
    /^no cap of its own stands on this \S+$/,
    { en: 'It has no cap of its own to lift.', fr: 'Aucun plafond qui lui soit propre à lever.' },
  ],
  [/^no load is shed now$/, { en: 'No load is shed now.', fr: 'Aucun délestage n’est en cours.' }],
  [
    /^megawatts must be below (?<high>[\d.]+),/,
    {
      en: 'The target must be below the {high} MW of the connection.',
      fr: 'La cible doit être inférieure aux {high} MW du raccordement.',
    },
  ],
  [
    /^power smoothing is on already$/,
    { en: 'Power smoothing is on already.', fr: 'Le lissage de puissance est déjà actif.' },
  ],
  [
    /^power smoothing is off already$/,
    { en: 'Power smoothing is off already.', fr: 'Le lissage de puissance est déjà inactif.' },
  ],
  [
    /^share must be from 0 to (?<high>[\d.]+) /,
    { en: 'The share must be from 0 to {high}.', fr: 'La part doit être entre 0 et {high}.' },
  ],
  [
    /^gpus must be between 1 and (?<high>\d+),/,
    {
      en: 'The site has {high} GPUs: ask for 1 to {high}.',
      fr: 'Le site a {high} GPU : demandez-en de 1 à {high}.',
    },
  ],
  [
    /^xid must be one of (?<list>[\d, ]+) /,
    {
      en: 'This machine reports only the XIDs {list}.',
      fr: 'Cette machine ne signale que les XID {list}.',
    },
  ],
];

const BY_STATUS: Readonly<Record<number, Text>> = {
  0: { en: 'The server does not answer.', fr: 'Le serveur ne répond pas.' },
  400: { en: 'The site cannot take this value.', fr: 'Le site ne peut pas accepter cette valeur.' },
  403: {
    en: 'Commands from here need the access token of this server.',
    fr: 'D’ici, les commandes exigent le jeton d’accès de ce serveur.',
  },
  404: {
    en: 'The site does not know this place or job.',
    fr: 'Le site ne connaît pas ce lieu ou ce travail.',
  },
  409: {
    en: 'The present state of the site does not allow it.',
    fr: 'Impossible dans l’état actuel du site.',
  },
  429: {
    en: 'Too many commands within a minute; try again in a moment.',
    fr: 'Trop de commandes en une minute ; réessayez dans un instant.',
  },
  501: { en: 'This source takes no commands.', fr: 'Cette source n’accepte pas de commandes.' },
  503: {
    en: 'The site is not ready yet; try again in a moment.',
    fr: 'Le site n’est pas encore prêt ; réessayez dans un instant.',
  },
};
const FAILED: Text = {
  en: 'The server failed on this; see its log.',
  fr: 'Le serveur a échoué ; consultez son journal.',
};

/** One sentence; what has none here is said by its kind, and in English by the server's own words. */
export function refusalText({ status, message }: Refusal): string {
  for (const [pattern, text] of SENTENCES) {
    const found = pattern.exec(message);
    if (found) return say(text, localNumbers(found.groups ?? {}));
  }
  if (language.value === 'en' && message !== '' && status !== 403) return `${message}.`;
  return say(BY_STATUS[status] ?? FAILED);
}

/** Decimal points as the language writes them. */
function localNumbers(words: Readonly<Record<string, string>>): Record<string, string> {
  const comma = language.value === 'fr';
  return Object.fromEntries(
    Object.entries(words).map(([name, word]) => [
      name,
      comma && /^\d+\.\d+$/.test(word) ? word.replace('.', ',') : word,
    ]),
  );
}
