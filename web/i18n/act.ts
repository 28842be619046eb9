// Words of the dialog that asks the site to do something.
import type { Text } from '../../server/contract/text.ts';

export const ACT_TEXTS = {
  act: { en: 'Act…', fr: 'Agir…' },
  actOn: { en: 'Act on {target}', fr: 'Agir sur {target}' },
  title: { en: 'Act on {target}', fr: 'Agir sur {target}' },
  site: { en: 'the site', fr: 'le site' },
  queue: { en: 'the queue of jobs', fr: 'la file des travaux' },
  supply: { en: 'the power supply', fr: 'l’alimentation électrique' },
  plant: { en: 'the cooling plant', fr: 'le refroidissement' },
  what: { en: 'What to do', fr: 'Que faire' },
  next: { en: 'Continue', fr: 'Continuer' },
  back: { en: 'Back', fr: 'Retour' },
  carryOut: { en: 'Carry out', fr: 'Exécuter' },
  close: { en: 'Close', fr: 'Fermer' },
  another: { en: 'Another command', fr: 'Autre commande' },
  confirm: { en: 'What will happen', fr: 'Ce qui va se passer' },
  logged: {
    en: 'The command is logged with its time and who asked.',
    fr: 'La commande est consignée avec l’heure et son auteur.',
  },
  waiting: { en: 'Asking the site…', fr: 'Demande en cours…' },
  done: { en: 'Done', fr: 'C’est fait' },
  actsAt: { en: 'It acts from {time} on.', fr: 'Elle agit à partir de {time}.' },
  inEvents: { en: 'Show it among the events', fr: 'Voir dans les événements' },
  refused: { en: 'Refused, nothing has changed', fr: 'Refusé, rien n’a changé' },
  notKnown: { en: 'The site did not answer', fr: 'Le site n’a pas répondu' },
  token: { en: 'Access token of this server', fr: 'Jeton d’accès de ce serveur' },
  none: { en: 'Choose…', fr: 'Choisir…' },
  between: { en: '{low} to {high}', fr: 'de {low} à {high}' },
  wrongNumber: {
    en: '{field}: a number from {low} to {high}',
    fr: '{field} : un nombre de {low} à {high}',
  },
  wrongWhole: {
    en: '{field}: a whole number from {low} to {high}',
    fr: '{field} : un nombre entier de {low} à {high}',
  },
  wrongChoice: { en: '{field}: choose one', fr: '{field} : choisissez' },
  wrongPlace: {
    en: '{field}: this site has no such place here',
    fr: '{field} : ce site n’a pas ce lieu ici',
  },
  wrongWord: {
    en: '{field}: up to 40 letters, digits, spaces, dots and dashes',
    fr: '{field} : 40 lettres, chiffres, espaces, points ou tirets au plus',
  },
} as const satisfies Record<string, Text>;

/** Names of the fields. */
export const FIELD_TEXTS = {
  watts: { en: 'Watts of each GPU', fr: 'Watts de chaque GPU' },
  xid: { en: 'XID', fr: 'XID' },
  fault: { en: 'Fault', fr: 'Défaut' },
  place: { en: 'Place', fr: 'Lieu' },
  celsius: { en: 'Supply, °C', fr: 'Départ, °C' },
  profile: { en: 'Profile', fr: 'Profil' },
  gpus: { en: 'GPUs', fr: 'GPU' },
  minutes: { en: 'Minutes', fr: 'Minutes' },
  seconds: { en: 'Seconds', fr: 'Secondes' },
  megawatts: { en: 'Megawatts from the grid', fr: 'Mégawatts soutirés au réseau' },
  sharePct: {
    en: 'Share of the warm loop’s heat, %',
    fr: 'Part de la chaleur de la boucle tiède, %',
  },
  name: { en: 'Name (optional)', fr: 'Nom (facultatif)' },
  tenant: { en: 'Tenant (optional)', fr: 'Client (facultatif)' },
} as const satisfies Record<string, Text>;
export type FieldName = keyof typeof FIELD_TEXTS;

interface ActText {
  readonly name: Text;
  /** What will happen, in one sentence. */
  readonly says: Text;
}

export const ACTS_TEXTS = {
  capGpu: {
    name: { en: 'Cap its power', fr: 'Plafonner sa puissance' },
    says: {
      en: '{target} will draw at most {watts}: its clock falls, and its job slows down, where that binds. The lowest of all caps holds.',
      fr: '{target} consommera au plus {watts} : sa fréquence baisse, et son travail ralentit, si le plafond est atteint. Le plus bas de tous les plafonds s’applique.',
    },
  },
  capAll: {
    name: { en: 'Cap the power of its GPUs', fr: 'Plafonner la puissance de ses GPU' },
    says: {
      en: 'Each GPU of {target} will draw at most {watts}: clocks fall, and jobs slow down, where that binds. The lowest of all caps holds.',
      fr: 'Pour {target}, chaque GPU consommera au plus {watts} : les fréquences baissent, et les travaux ralentissent, si le plafond est atteint. Le plus bas de tous les plafonds s’applique.',
    },
  },
  liftCap: {
    name: { en: 'Lift its cap', fr: 'Lever son plafond' },
    says: {
      en: 'The cap set on {target} itself is lifted; caps set elsewhere stay.',
      fr: 'Le plafond fixé pour {target} est levé ; ceux fixés ailleurs demeurent.',
    },
  },
  xid: {
    name: { en: 'Raise an XID', fr: 'Provoquer un XID' },
    says: {
      en: '{target} will report XID {xid}{meaning} and the XIDs that come with it; its job may stop and restart from its last checkpoint.',
      fr: '{target} signalera le XID {xid}{meaning} et les XID qui vont avec ; son travail peut s’arrêter et redémarrer au dernier point de reprise.',
    },
  },
  gpuFault: {
    name: { en: 'Inject a fault', fr: 'Provoquer un défaut' },
    says: {
      en: '{target}: {fault}, from the next second until it is cleared.',
      fr: '{target} : {fault}, dès la prochaine seconde et jusqu’à sa levée.',
    },
  },
  clear: {
    name: { en: 'Clear its faults', fr: 'Lever ses défauts' },
    says: {
      en: 'Every fault on {place}, injected or not, ends at once; the repair takes no time.',
      fr: 'Tous les défauts de {place}, provoqués ou non, cessent aussitôt ; la réparation ne prend aucun temps.',
    },
  },
  drain: {
    name: { en: 'Drain', fr: 'Vider de ses travaux' },
    says: {
      en: '{target} takes no new jobs; those that are running go on until they end.',
      fr: '{target} ne reçoit plus de nouveaux travaux ; ceux en cours vont jusqu’à leur terme.',
    },
  },
  giveBack: {
    name: { en: 'Return to service', fr: 'Remettre en service' },
    says: { en: '{target} takes new jobs again.', fr: '{target} reçoit de nouveau des travaux.' },
  },
  leak: {
    name: { en: 'Inject a leak', fr: 'Provoquer une fuite' },
    says: {
      en: '{target} will leak: its coolant is shut off, its GPUs go out of service and their jobs restart elsewhere.',
      fr: '{target} va fuir : son caloporteur est coupé, ses GPU passent hors service et leurs travaux redémarrent ailleurs.',
    },
  },
  trayOut: {
    name: { en: 'Take a tray out', fr: 'Mettre un tiroir hors service' },
    says: {
      en: '{place} goes out of service with its GPUs; the job on it restarts from its last checkpoint.',
      fr: '{place} passe hors service avec ses GPU ; le travail qui l’occupe redémarre au dernier point de reprise.',
    },
  },
  stall: {
    name: { en: 'Make it hang', fr: 'Le bloquer' },
    says: {
      en: 'All GPUs of {target} wait for {seconds}: the power of the site falls within a second, and comes back as fast.',
      fr: 'Tous les GPU de {target} attendent pendant {seconds} : la puissance du site chute en une seconde, et remonte aussi vite.',
    },
  },
  stop: {
    name: { en: 'Stop', fr: 'Arrêter' },
    says: {
      en: '{target} ends now as cancelled; its GPUs become idle. This cannot be undone.',
      fr: '{target} prend fin maintenant, annulé ; ses GPU se libèrent. C’est irréversible.',
    },
  },
  start: {
    name: { en: 'Start a job', fr: 'Lancer un travail' },
    says: {
      en: 'A job of profile {profile} on {gpus} GPUs joins the queue; it runs for {minutes} min once there is room.',
      fr: 'Un travail de profil {profile} sur {gpus} GPU entre dans la file ; il s’exécute {minutes} min dès qu’il y a de la place.',
    },
  },
  shed: {
    name: { en: 'Shed load', fr: 'Délester' },
    says: {
      en: 'Caps bring the power from the grid down to {megawatts} for {minutes} min; then they are lifted.',
      fr: 'Des plafonds ramènent la puissance soutirée au réseau à {megawatts} pendant {minutes} min ; ils sont ensuite levés.',
    },
  },
  endShed: {
    name: { en: 'End the shedding', fr: 'Mettre fin au délestage' },
    says: {
      en: 'The load shedding ends now and its caps are lifted.',
      fr: 'Le délestage prend fin maintenant et ses plafonds sont levés.',
    },
  },
  smoothingOn: {
    name: { en: 'Smooth the power', fr: 'Lisser la puissance' },
    says: {
      en: 'GPUs that wait keep drawing power, so that the site no longer swings with its jobs; it costs energy.',
      fr: 'Les GPU en attente continuent de consommer, pour que le site n’oscille plus avec ses travaux ; cela coûte de l’énergie.',
    },
  },
  smoothingOff: {
    name: { en: 'Stop smoothing', fr: 'Cesser le lissage' },
    says: {
      en: 'GPUs that wait fall back to the power they need; the site swings with its jobs again.',
      fr: 'Les GPU en attente reviennent à leur puissance utile ; le site oscille de nouveau avec ses travaux.',
    },
  },
  fault: {
    name: { en: 'Inject a fault', fr: 'Provoquer un défaut' },
    says: {
      en: '{place}: {fault}, from the next second until it is cleared; its load goes to what is left.',
      fr: '{place} : {fault}, dès la prochaine seconde et jusqu’à sa levée ; sa charge passe à ce qui reste.',
    },
  },
  coolant: {
    name: { en: 'Set a supply temperature', fr: 'Fixer une consigne de départ' },
    says: {
      en: 'The supply of {place} goes to {celsius}, as fast as its water allows.',
      fr: 'Le départ de {place} passe à {celsius}, aussi vite que son eau le permet.',
    },
  },
  resetCoolant: {
    name: { en: 'Back to the site’s set-point', fr: 'Revenir à la consigne du site' },
    says: {
      en: 'The supply of {place} goes back to the site’s own set-point.',
      fr: 'Le départ de {place} revient à la consigne du site.',
    },
  },
  heatReuse: {
    name: { en: 'Reuse heat', fr: 'Valoriser la chaleur' },
    says: {
      en: 'A neighbour takes {sharePct} % of the warm loop’s heat; the dry coolers have that much less to do.',
      fr: 'Un voisin prend {sharePct} % de la chaleur de la boucle tiède ; les aérorefroidisseurs en ont autant de moins à rejeter.',
    },
  },
} as const satisfies Record<string, ActText>;
export type ActKey = keyof typeof ACTS_TEXTS;
