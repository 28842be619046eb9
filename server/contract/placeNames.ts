// What each kind of place is called by people.
import type { PlaceKind } from './place.ts';
import type { Text } from './text.ts';

export const KIND_NAMES: Record<PlaceKind, Text> = {
  site: { en: 'Site', fr: 'Site' },
  plant: { en: 'Cooling plant', fr: 'Centrale de refroidissement' },
  feed: { en: 'Grid feed', fr: 'Arrivée réseau' },
  transformer: { en: 'Transformer', fr: 'Transformateur' },
  genset: { en: 'Genset', fr: 'Groupe électrogène' },
  hall: { en: 'Hall', fr: 'Salle' },
  upsGroup: { en: 'UPS group', fr: 'Groupe d’onduleurs' },
  ups: { en: 'UPS', fr: 'Onduleur' },
  cduRing: { en: 'Coolant ring', fr: 'Boucle de caloporteur' },
  cdu: { en: 'CDU', fr: 'CDU' },
  row: { en: 'Row', fr: 'Rangée' },
  rack: { en: 'Rack', fr: 'Baie' },
  networkRack: { en: 'Network rack', fr: 'Baie réseau' },
  shelf: { en: 'Power shelf', fr: 'Bloc d’alimentation' },
  switchTray: { en: 'Switch tray', fr: 'Tiroir de commutation' },
  tray: { en: 'Tray', fr: 'Tiroir' },
  gpu: { en: 'GPU', fr: 'GPU' },
};
