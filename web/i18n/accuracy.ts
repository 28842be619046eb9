// Words of the accuracy table: the name of each published statistic, and of the panel around them.
// A table, read by row: its length is the number of statistics.
import type { Text } from '../../server/contract/text.ts';

export const ACCURACY_TEXTS = {
  title: { en: 'Held against the real world', fr: 'Face au monde réel' },
  summary: {
    en: '{pass} of {count} in band · {date} · seed {seed} · version {version}',
    fr: '{pass} sur {count} dans la bande · {date} · graine {seed} · version {version}',
  },
  notRunCount: { en: '{n} not run', fr: '{n} non calculés' },
  how: {
    en: 'npm run validate makes this table again, from the same seed.',
    fr: 'npm run validate refait ce tableau, avec la même graine.',
  },
  none: {
    en: 'No validation was kept with this program: npm run validate -- --json makes one.',
    fr: 'Aucune validation n’accompagne ce programme : npm run validate -- --json en fait une.',
  },
  loading: { en: 'Loading…', fr: 'Chargement…' },
  statistic: { en: 'Statistic', fr: 'Statistique' },
  real: { en: 'Real', fr: 'Réel' },
  ours: { en: 'Twin', fr: 'Jumeau' },
  band: { en: 'Accepted', fr: 'Accepté' },
  where: { en: 'In the band', fr: 'Dans la bande' },
  verdict: { en: 'Verdict', fr: 'Verdict' },
  source: { en: 'Source of the real value', fr: 'Source de la valeur réelle' },
  to: { en: '{low} to {high}', fr: '{low} à {high}' },
  pass: { en: 'in band', fr: 'dans la bande' },
  miss: { en: 'missed', fr: 'hors bande' },
  notMeasured: { en: 'not measured', fr: 'non mesuré' },
  notRun: { en: 'not run', fr: 'non calculé' },
  law: { en: 'a law, not a measurement', fr: 'une loi, pas une mesure' },
  perDay: { en: '1/day', fr: '1/jour' },
} as const satisfies Record<string, Text>;

/** By row of fixtures/truth.json. */
export const STATISTICS: Readonly<Record<string, Text>> = {
  'gpu.idle.power': {
    en: 'Reported power of idle GPUs, mean',
    fr: 'Puissance lue des GPU au repos, moyenne',
  },
  'gpu.idle.spread': {
    en: 'Standard deviation between idle GPUs',
    fr: 'Écart-type entre GPU au repos',
  },
  'gpu.idle.clock': { en: 'SM clock of idle GPUs', fr: 'Fréquence SM des GPU au repos' },
  'gpu.mem.clock': { en: 'Memory clock', fr: 'Fréquence mémoire' },
  'gpu.max.clock': {
    en: 'Highest SM clock in a week',
    fr: 'Fréquence SM la plus haute en une semaine',
  },
  'gpu.train.plateau': {
    en: 'Pretraining, compute plateau: median share of the power limit',
    fr: 'Préentraînement, plateau de calcul : part médiane de la limite de puissance',
  },
  'gpu.train.dip': {
    en: 'Pretraining, checkpoint stall: median share of the power limit',
    fr: 'Préentraînement, pause au point de reprise : part médiane de la limite de puissance',
  },
  'gpu.infer.p50': {
    en: 'Serving GPUs: median share of the power limit',
    fr: 'GPU d’inférence : part médiane de la limite de puissance',
  },
  'gpu.infer.p5': {
    en: 'Serving GPUs: 5th percentile of that share',
    fr: 'GPU d’inférence : 5e centile de cette part',
  },
  'gpu.infer.p95': {
    en: 'Serving GPUs: 95th percentile of that share',
    fr: 'GPU d’inférence : 95e centile de cette part',
  },
  'gpu.above.limit': {
    en: 'Share of GPU-seconds above the power limit',
    fr: 'Part des secondes-GPU au-dessus de la limite de puissance',
  },
  'gpu.util.midband': {
    en: 'Share of GPU-seconds with GPU_UTIL between 1 and 90 %',
    fr: 'Part des secondes-GPU où GPU_UTIL est entre 1 et 90 %',
  },
  'gpu.near.idle': {
    en: 'Share of GPU-seconds near idle (below 0.2 of the limit)',
    fr: 'Part des secondes-GPU presque au repos (moins de 0,2 de la limite)',
  },
  'gpu.tensor.active': {
    en: 'Tensor activity of pretraining GPUs, median',
    fr: 'Activité tensorielle des GPU de préentraînement, médiane',
  },
  'gpu.theta': {
    en: 'Die temperature rise over the coolant, per watt',
    fr: 'Échauffement de la puce au-dessus du fluide, par watt',
  },
  'gpu.hot': {
    en: 'Die temperature at a supply of 38 °C, 99.9th percentile',
    fr: 'Température de puce pour un départ à 38 °C, 99,9e centile',
  },
  'gpu.corr.in': {
    en: 'Correlation of power between GPUs of one training job',
    fr: 'Corrélation de puissance entre GPU d’un même entraînement',
  },
  'gpu.corr.out': {
    en: 'Correlation of power steps between GPUs of different jobs',
    fr: 'Corrélation des variations de puissance entre GPU de travaux différents',
  },
  'gpu.cap.70': {
    en: 'Throughput kept at 0.70 of the power limit, pretraining',
    fr: 'Débit conservé à 0,70 de la limite de puissance, préentraînement',
  },
  'rack.idle': { en: 'Rack power, all GPUs idle', fr: 'Puissance d’une baie, tous GPU au repos' },
  'rack.train': {
    en: 'Rack power on the training plateau',
    fr: 'Puissance d’une baie sur le plateau d’entraînement',
  },
  'rack.max': {
    en: 'Rack power, every part at its limit',
    fr: 'Puissance d’une baie, tout à la limite',
  },
  'psu.eta.half': {
    en: 'Power shelf: efficiency at half load',
    fr: 'Bloc d’alimentation : rendement à mi-charge',
  },
  'ups.eta.half': {
    en: 'UPS: efficiency at half load, double conversion',
    fr: 'Onduleur : rendement à mi-charge, double conversion',
  },
  'site.it.mean': {
    en: 'IT power of the site, mean of a week',
    fr: 'Puissance informatique du site, moyenne d’une semaine',
  },
  'site.swing': {
    en: 'Power step when the largest job stalls',
    fr: 'Saut de puissance quand le plus grand travail s’arrête',
  },
  'pue.winter': { en: 'PUE (category 1), January', fr: 'PUE (catégorie 1), janvier' },
  'pue.year': { en: 'PUE (category 1), year', fr: 'PUE (catégorie 1), année' },
  'pue.hot': {
    en: 'PUE (category 1) in hours above 33 °C',
    fr: 'PUE (catégorie 1) aux heures de plus de 33 °C',
  },
  'wue.year': { en: 'WUE (category 2), year', fr: 'WUE (catégorie 2), année' },
  'jobs.small.count': {
    en: 'Share of jobs with at most 8 GPUs, by count',
    fr: 'Part des travaux d’au plus 8 GPU, en nombre',
  },
  'jobs.large.time': {
    en: 'Share of GPU time in jobs of more than 128 GPUs',
    fr: 'Part du temps GPU dans les travaux de plus de 128 GPU',
  },
  'jobs.eval.p50': {
    en: 'Duration of evaluation jobs, median',
    fr: 'Durée des travaux d’évaluation, médiane',
  },
  'fail.perday': {
    en: 'Unexpected interruptions of training per day',
    fr: 'Interruptions imprévues d’entraînement par jour',
  },
  'fail.gpu.share': {
    en: 'Share of interruptions caused by GPU or HBM',
    fr: 'Part des interruptions dues au GPU ou à la HBM',
  },
  'trays.out': {
    en: 'Share of compute trays out of service, mean',
    fr: 'Part des tiroirs de calcul hors service, moyenne',
  },
  'infer.chat.peaktrough': {
    en: 'Chat requests on a weekday, peak over trough',
    fr: 'Requêtes de dialogue un jour ouvré, rapport pointe/creux',
  },
  'infer.chat.weekend': {
    en: 'Chat requests, weekend over weekday',
    fr: 'Requêtes de dialogue, rapport week-end/jour ouvré',
  },
  'carbon.q1.mean': {
    en: 'Carbon intensity, January to March, mean',
    fr: 'Intensité carbone, janvier à mars, moyenne',
  },
  'carbon.q1.p5': {
    en: 'Carbon intensity, January to March, 5th percentile',
    fr: 'Intensité carbone, janvier à mars, 5e centile',
  },
  'carbon.q1.p95': {
    en: 'Carbon intensity, January to March, 95th percentile',
    fr: 'Intensité carbone, janvier à mars, 95e centile',
  },
  'carbon.acf1h': {
    en: 'Carbon intensity: autocorrelation at 1 h',
    fr: 'Intensité carbone : autocorrélation à 1 h',
  },
  'carbon.evening': {
    en: 'Carbon intensity: hour of the daily maximum',
    fr: 'Intensité carbone : heure du maximum journalier',
  },
  'carbon.year': {
    en: 'Carbon intensity, mean of the year',
    fr: 'Intensité carbone, moyenne annuelle',
  },
  'carbon.formula': {
    en: 'Carbon intensity against RTE’s fuel formula, largest error',
    fr: 'Intensité carbone face à la formule par filière de RTE, plus grand écart',
  },
  'price.mean': { en: 'Spot price, mean', fr: 'Prix spot, moyenne' },
  'price.negative': {
    en: 'Spot price: share of hours at or below zero',
    fr: 'Prix spot : part des heures à zéro ou moins',
  },
  'price.spread': {
    en: 'Spot price: median spread within a day',
    fr: 'Prix spot : amplitude médiane d’une journée',
  },
  'price.trough': {
    en: 'Spot price: hour of the daily minimum',
    fr: 'Prix spot : heure du minimum journalier',
  },
  'price.peak': {
    en: 'Spot price: hour of the daily maximum',
    fr: 'Prix spot : heure du maximum journalier',
  },
  'climate.mean.01': {
    en: 'Dry-bulb temperature, mean of January',
    fr: 'Température sèche, moyenne de janvier',
  },
  'climate.mean.02': {
    en: 'Dry-bulb temperature, mean of February',
    fr: 'Température sèche, moyenne de février',
  },
  'climate.mean.03': {
    en: 'Dry-bulb temperature, mean of March',
    fr: 'Température sèche, moyenne de mars',
  },
  'climate.mean.04': {
    en: 'Dry-bulb temperature, mean of April',
    fr: 'Température sèche, moyenne d’avril',
  },
  'climate.mean.05': {
    en: 'Dry-bulb temperature, mean of May',
    fr: 'Température sèche, moyenne de mai',
  },
  'climate.mean.06': {
    en: 'Dry-bulb temperature, mean of June',
    fr: 'Température sèche, moyenne de juin',
  },
  'climate.mean.07': {
    en: 'Dry-bulb temperature, mean of July',
    fr: 'Température sèche, moyenne de juillet',
  },
  'climate.mean.08': {
    en: 'Dry-bulb temperature, mean of August',
    fr: 'Température sèche, moyenne d’août',
  },
  'climate.mean.09': {
    en: 'Dry-bulb temperature, mean of September',
    fr: 'Température sèche, moyenne de septembre',
  },
  'climate.mean.10': {
    en: 'Dry-bulb temperature, mean of October',
    fr: 'Température sèche, moyenne d’octobre',
  },
  'climate.mean.11': {
    en: 'Dry-bulb temperature, mean of November',
    fr: 'Température sèche, moyenne de novembre',
  },
  'climate.mean.12': {
    en: 'Dry-bulb temperature, mean of December',
    fr: 'Température sèche, moyenne de décembre',
  },
  'climate.p996': {
    en: 'Dry-bulb temperature, 99.6th percentile',
    fr: 'Température sèche, 99,6e centile',
  },
  'climate.wb': {
    en: 'Hours with the wet bulb above the dry bulb',
    fr: 'Heures où le thermomètre humide dépasse le sec',
  },
  'climate.acf1h': {
    en: 'Temperature: autocorrelation at 1 h',
    fr: 'Température : autocorrélation à 1 h',
  },
  'energy.closure': {
    en: 'Energy balance: largest residual at any level',
    fr: 'Bilan d’énergie : plus grand écart à tout niveau',
  },
};
