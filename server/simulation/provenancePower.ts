// How each metric of the power chain and of the site comes about.
import { assumed, ESTIMATE, modelled } from './provenanceText.ts';

export const POWER_PROVENANCE = {
  feedPowerW: modelled('Its transformers + line loss', 'Ses transformateurs + pertes de ligne'),
  feedLineLossW: modelled(
    '0.3 % at the rating, with the square of the power',
    '0,3 % à la puissance assignée, au carré de la puissance',
    ESTIMATE,
  ),
  feedVoltageV: assumed(
    'Nominal voltage and slow noise of 0.6 %',
    'Tension nominale et bruit lent de 0,6 %',
    ESTIMATE,
  ),
  feedState: modelled('Live', 'Sous tension'),
  feedEnergyWh: modelled('Integral of power', 'Intégrale de la puissance'),
  transformerPowerW: modelled(
    'Even share of UPS inputs, cooling and house + loss',
    'Part égale des onduleurs, du refroidissement et des services + pertes',
  ),
  transformerLossW: modelled(
    'P0 + Pk (S/Sr)² of the main transformer and of the MV/LV transformers under it',
    'P0 + Pk (S/Sr)² du transformateur principal et des transformateurs HTA/BT en aval',
    ESTIMATE,
  ),
  transformerLoadRatio: modelled(
    'Apparent power at cos phi 0.98 over rating',
    'Puissance apparente à cos phi 0,98 sur puissance assignée',
    ESTIMATE,
  ),
  transformerState: modelled('In service', 'En service'),
  gensetPowerW: modelled('0 while the grid is live', '0 tant que le réseau est présent'),
  gensetState: modelled('Ready', 'Prêt'),
  gensetEnergyWh: modelled('Integral of power', 'Intégrale de la puissance'),
  upsInputPowerW: modelled('Output + loss', 'Sortie + pertes'),
  upsPowerW: modelled(
    'Even share of its group: racks + busway loss',
    'Part égale de son groupe : baies + pertes des gaines',
  ),
  upsLossW: modelled(
    'Rating x (0.0060 - 0.0008 x + 0.0320 x²)',
    'Puissance assignée x (0,0060 - 0,0008 x + 0,0320 x²)',
    ESTIMATE,
  ),
  upsBatteryPowerW: modelled(
    '0 while the grid is live and the battery full',
    '0 tant que le réseau est présent et la batterie pleine',
  ),
  upsChargeRatio: modelled('Full', 'Pleine'),
  upsLoadRatio: modelled('Output over rating', 'Sortie sur puissance assignée'),
  upsState: modelled('Online', 'En ligne'),
  upsEnergyWh: modelled('Integral of the output', 'Intégrale de la sortie'),
  siteFacilityPowerW: modelled('Grid + gensets + batteries', 'Réseau + groupes + batteries'),
  siteGridPowerW: modelled('Sum of the feeds', 'Somme des arrivées'),
  siteGensetPowerW: modelled('Sum of the gensets', 'Somme des groupes'),
  siteBatteryPowerW: modelled('Sum of the UPS batteries', 'Somme des batteries d’onduleurs'),
  siteItPowerW: modelled('Sum of the UPS outputs', 'Somme des sorties d’onduleurs'),
  siteItAtRacksPowerW: modelled(
    'Sum of NVL72, network and storage racks',
    'Somme des baies NVL72, réseau et stockage',
  ),
  siteGpuPowerW: modelled('Sum of true GPU power', 'Somme des puissances vraies des GPU'),
  siteGracePowerW: modelled('Sum of the racks', 'Somme des baies'),
  siteTrayStaticPowerW: modelled('Sum of the racks', 'Somme des baies'),
  siteSwitchPowerW: modelled('Sum of the racks', 'Somme des baies'),
  siteShelfLossW: modelled('Sum of the racks', 'Somme des baies'),
  siteNetworkPowerW: assumed(
    'Sum of the network and storage racks',
    'Somme des baies réseau et stockage',
    ESTIMATE,
  ),
  siteBuswayLossW: modelled(
    '0.7 % at design load, with the square of the power',
    '0,7 % à la charge nominale, au carré de la puissance',
    ESTIMATE,
  ),
  siteUpsLossW: modelled('Sum of the UPS', 'Somme des onduleurs'),
  siteTransformerLossW: modelled('Sum of the transformers', 'Somme des transformateurs'),
  siteLineLossW: modelled('Sum of the feeds', 'Somme des arrivées'),
  siteCoolingPowerW: modelled(
    'CDU and loop pumps + dry and free coolers + air handlers + chillers',
    'Pompes des CDU et des boucles + aérorefroidisseurs + centrales d’air + groupes froids',
  ),
  siteHousePowerW: assumed(
    'A little more by day than by night',
    'Un peu plus le jour que la nuit',
    ESTIMATE,
  ),
  siteFacilityEnergyWh: modelled('Integral of facility power', 'Intégrale de la puissance du site'),
  siteItEnergyWh: modelled('Integral at the UPS outputs', 'Intégrale aux sorties d’onduleurs'),
  siteItAtRacksEnergyWh: modelled('Integral at the racks', 'Intégrale aux baies'),
  siteIdlePowerW: modelled(
    'Sum over idle trays of (tray + share of switches) x rack input / DC',
    'Somme sur les tiroirs inoccupés de (tiroir + part des commutateurs) x entrée de baie / CC',
  ),
  siteIdleEnergyWh: modelled('Integral of its power', 'Intégrale de sa puissance'),
  siteOutPowerW: modelled(
    'Sum over trays out of service of (standby + share of switches) x rack input / DC',
    'Somme sur les tiroirs hors service de (veille + part des commutateurs) x entrée de baie / CC',
  ),
  siteOutEnergyWh: modelled('Integral of its power', 'Intégrale de sa puissance'),
} as const;
