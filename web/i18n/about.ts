// Words of the about view.
import type { Scope } from '../../server/contract/metric.ts';
import type { Text } from '../../server/contract/text.ts';
import { say } from '../i18n.ts';

export const ABOUT_TEXTS = {
  title: { en: 'About', fr: 'À propos' },
  what: { en: 'What you see', fr: 'Ce que vous voyez' },
  synthetic: {
    en: 'All values on these pages are synthetic. They come from a twin: a simulation of {site}, built from public facts. It is no company’s data. The same pages can show a measured site.',
    fr: 'Toutes les valeurs de ces pages sont synthétiques. Elles viennent d’un jumeau : une simulation de {site}, construite à partir de faits publics. Ce ne sont les données d’aucune entreprise. Les mêmes pages peuvent montrer un site mesuré.',
  },
  measured: {
    en: 'The values on these pages are measured at {site}.',
    fr: 'Les valeurs de ces pages sont mesurées à {site}.',
  },
  withGpus: { en: '{site} with {gpus} GPUs', fr: '{site} avec {gpus} GPU' },
  noThirdParty: {
    en: 'The page asks no other server for anything.',
    fr: 'La page ne demande rien à aucun autre serveur.',
  },
  prometheus: { en: 'Prometheus page', fr: 'Page Prometheus' },
  version: { en: 'Version', fr: 'Version' },
  honesty: { en: 'How true this second is', fr: 'Ce que vaut cette seconde' },
  toPixel: {
    en: 'End of a second to its pixels, p50 and p99 of {n}',
    fr: 'De la fin d’une seconde à ses pixels, p50 et p99 sur {n}',
  },
  toDrawn: {
    en: 'Of these in the page, from arrival, p50 and p99',
    fr: 'Dont dans la page, depuis l’arrivée, p50 et p99',
  },
  clockOff: {
    en: 'Your clock ahead of the server’s',
    fr: 'Avance de votre horloge sur le serveur',
  },
  missed: { en: 'Frames that this page missed', fr: 'Trames manquées par cette page' },
  age: { en: 'Age of the values', fr: 'Âge des valeurs' },
  late: { en: 'Delay of the hand-over', fr: 'Retard de livraison' },
  published: { en: 'Seconds published', fr: 'Secondes publiées' },
  skipped: {
    en: 'Seconds recorded but not published',
    fr: 'Secondes enregistrées, non publiées',
  },
  gaps: { en: 'Gaps', fr: 'Lacunes' },
  overrun: { en: 'Seconds handed over late', fr: 'Secondes livrées en retard' },
  loop: { en: 'Server loop delay, p50 and p99', fr: 'Retard de boucle du serveur, p50 et p99' },
  memory: { en: 'Memory of the server', fr: 'Mémoire du serveur' },
  clients: { en: 'Viewers', fr: 'Clients connectés' },
  store: { en: 'History on disk', fr: 'Historique sur disque' },
  perDay: { en: 'a day', fr: 'par jour' },
  storeProblem: { en: 'Reason', fr: 'Motif' },
  noStore: { en: 'nothing is written', fr: 'rien n’est écrit' },
  backfill: { en: 'Past being computed', fr: 'Passé en cours de calcul' },
  backfill_day: { en: 'last 24 hours, {percent} %', fr: '24 dernières heures, {percent} %' },
  backfill_gpus: {
    en: 'GPUs of the last 24 hours, {percent} %',
    fr: 'GPU des 24 dernières heures, {percent} %',
  },
  backfill_month: { en: 'the month before, {percent} %', fr: 'le mois précédent, {percent} %' },
  backfill_year: { en: 'the year before, {percent} %', fr: 'l’année précédente, {percent} %' },
  backfill_done: { en: 'complete', fr: 'terminé' },
  metrics: { en: 'Every metric and how it is known', fr: 'Chaque grandeur et sa provenance' },
  search: { en: 'Name, id, formula or source', fr: 'Nom, identifiant, formule ou source' },
  metric: { en: 'Metric', fr: 'Grandeur' },
  scope: { en: 'Scope', fr: 'Niveau' },
  unit: { en: 'Unit', fr: 'Unité' },
  basis: { en: 'Basis', fr: 'Origine' },
  formula: { en: 'Formula', fr: 'Formule' },
  sources: { en: 'Sources', fr: 'Sources' },
  basis_measured: { en: 'measured', fr: 'mesuré' },
  basis_modelled: { en: 'modelled', fr: 'modélisé' },
  basis_assumed: { en: 'assumed', fr: 'supposé' },
  noneMatch: { en: 'No metric contains these words.', fr: 'Aucune grandeur ne contient ces mots.' },
  loading: { en: 'Loading…', fr: 'Chargement…' },
} as const satisfies Record<string, Text>;

/** What a metric is about. */
const SCOPE_TEXTS: Record<Scope, Text> = {
  site: { en: 'site', fr: 'site' },
  plant: { en: 'plant', fr: 'installations' },
  feed: { en: 'feed', fr: 'arrivée' },
  transformer: { en: 'transformer', fr: 'transformateur' },
  genset: { en: 'genset', fr: 'groupe électrogène' },
  hall: { en: 'hall', fr: 'salle' },
  upsGroup: { en: 'UPS group', fr: 'groupe d’onduleurs' },
  ups: { en: 'UPS', fr: 'onduleur' },
  cduRing: { en: 'coolant ring', fr: 'boucle de caloporteur' },
  cdu: { en: 'CDU', fr: 'CDU' },
  row: { en: 'row', fr: 'rangée' },
  rack: { en: 'rack', fr: 'baie' },
  networkRack: { en: 'network rack', fr: 'baie réseau' },
  shelf: { en: 'power shelf', fr: 'bloc d’alimentation' },
  switchTray: { en: 'switch tray', fr: 'tiroir de commutation' },
  tray: { en: 'tray', fr: 'tiroir' },
  gpu: { en: 'GPU', fr: 'GPU' },
  job: { en: 'job', fr: 'travail' },
};

export function scopeText(scope: string): string {
  return scope in SCOPE_TEXTS ? say(SCOPE_TEXTS[scope as Scope]) : scope;
}
