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
  feedCurrentA: modelled(
    'P / (√3 U cos phi), cos phi 0.98',
    'P / (√3 U cos phi), cos phi 0,98',
    ESTIMATE,
  ),
  feedLoadRatio: modelled(
    'Power over the connected power',
    'Puissance sur puissance de raccordement',
  ),
  feedState: modelled(
    'Outages by chance (0.3 per feed and year, all at once 0.02 per year) or by command',
    'Pannes au hasard (0,3 par an et par arrivée, toutes ensemble 0,02 par an) ou sur commande',
    ESTIMATE,
  ),
  feedEnergyWh: modelled('Integral of power', 'Intégrale de la puissance'),
  transformerPowerW: modelled(
    'Even share, among those in service, of UPS inputs, cooling and house on live busbars + loss',
    'Part égale, entre ceux en service, des onduleurs, du refroidissement et des auxiliaires sur les jeux de barres sous tension + pertes',
  ),
  transformerCurrentA: modelled(
    'P / (√3 U cos phi) at the nominal voltage',
    'P / (√3 U cos phi) à la tension nominale',
    ESTIMATE,
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
  transformerState: modelled(
    'Trips by chance (0.01 per year each) or by command',
    'Déclenchements au hasard (0,01 par an chacun) ou sur commande',
    ESTIMATE,
  ),
  gensetPowerW: modelled(
    'Even share, among those on the busbar, of the load without a grid, taken in steps of 20 % per second',
    'Part égale, entre ceux couplés, de la charge sans réseau, reprise par paliers de 20 % par seconde',
    ESTIMATE,
  ),
  gensetLoadRatio: modelled('Output over rating', 'Sortie sur puissance assignée'),
  gensetFuelRatio: assumed(
    'Full tank of 48 h at the rating, less (0.1 + 0.9 × load) of that rate while running; full again a day later',
    'Plein de 48 h à la puissance assignée, moins (0,1 + 0,9 × charge) de ce débit en marche ; de nouveau plein un jour après',
    ESTIMATE,
  ),
  gensetState: modelled(
    'Called 2 s after the last feed is lost, on the busbar 6 to 9 s later; 0.5 % refuse to start',
    'Appelés 2 s après la perte de la dernière arrivée, couplés 6 à 9 s plus tard ; 0,5 % refusent de démarrer',
    ESTIMATE,
  ),
  gensetEnergyWh: modelled('Integral of power', 'Intégrale de la puissance'),
  upsInputPowerW: modelled(
    'Output + loss while it is fed, + what charges the battery',
    'Sortie + pertes tant qu’il est alimenté, + recharge de la batterie',
  ),
  upsPowerW: modelled(
    'Even share of its group: racks + busway loss',
    'Part égale de son groupe : baies + pertes des gaines',
  ),
  upsLossW: modelled(
    'Rating × (0.0060 - 0.0008 x + 0.0320 x²), x the load',
    'Puissance assignée × (0,0060 - 0,0008 x + 0,0320 x²), x étant la charge',
    ESTIMATE,
  ),
  upsBatteryPowerW: modelled(
    'Output, loss and pumps while it is not fed; less what charges it, at most a tenth of the rating',
    'Sortie, pertes et pompes tant qu’il n’est pas alimenté ; moins la recharge, au plus un dixième de la puissance assignée',
    ESTIMATE,
  ),
  upsPumpPowerW: assumed(
    'Pumps of CDUs and warm loop while no busbar feeds them, shared among the UPS on battery',
    'Pompes des CDU et de la boucle tiède sans jeu de barres, partagées entre les onduleurs sur batterie',
    ESTIMATE,
  ),
  upsCurrentA: modelled('P / (√3 U cos phi) at 415 V', 'P / (√3 U cos phi) à 415 V', ESTIMATE),
  upsChargeRatio: modelled(
    'Integral of battery power: 97 % of what goes in is stored, 98 % of what is stored comes out; full: rated output for the site’s autonomy',
    'Intégrale de la puissance de batterie : 97 % de l’entrée sont stockés, 98 % du stock restitués ; pleine : sortie assignée pendant l’autonomie du site',
    ESTIMATE,
  ),
  upsLoadRatio: modelled('Output over rating', 'Sortie sur puissance assignée'),
  upsState: modelled(
    'By its input, its battery and its overload; failures by chance (0.03 per year each) or by command',
    'Selon son entrée, sa batterie et sa surcharge ; pannes au hasard (0,03 par an chacun) ou sur commande',
    ESTIMATE,
  ),
  buswayPowerW: modelled('Sum of the racks of the group', 'Somme des baies du groupe'),
  buswayLossW: modelled(
    '0.7 % at design load, with the square of the power',
    '0,7 % à la charge nominale, au carré de la puissance',
    ESTIMATE,
  ),
  buswayCurrentA: modelled('P / (√3 U cos phi) at 415 V', 'P / (√3 U cos phi) à 415 V', ESTIMATE),
  buswayLoadRatio: modelled(
    'Power into the busways over UPS needed × rating',
    'Puissance à l’entrée des gaines sur onduleurs nécessaires × puissance assignée',
  ),
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
    'A little more by day than by night; nothing without grid and gensets',
    'Un peu plus le jour que la nuit ; rien sans réseau ni groupes électrogènes',
    ESTIMATE,
  ),
  siteFacilityEnergyWh: modelled(
    'Integral of grid and genset power',
    'Intégrale de la puissance du réseau et des groupes',
  ),
  siteGensetEnergyWh: modelled(
    'Integral of genset power',
    'Intégrale de la puissance des groupes électrogènes',
  ),
  siteBatteryEnergyWh: modelled(
    'Integral of what the UPS batteries give, without what charges them',
    'Intégrale de ce que donnent les batteries d’onduleurs, sans ce qui les charge',
  ),
  siteItEnergyWh: modelled('Integral at the UPS outputs', 'Intégrale aux sorties d’onduleurs'),
  siteItAtRacksEnergyWh: modelled('Integral at the racks', 'Intégrale aux baies'),
  siteIdlePowerW: modelled(
    'Sum over idle trays of (tray + share of switches) × rack input / DC',
    'Somme sur les tiroirs au repos de (tiroir + part des commutateurs) × entrée de baie / CC',
  ),
  siteIdleEnergyWh: modelled('Integral of its power', 'Intégrale de sa puissance'),
  siteOutPowerW: modelled(
    'Sum over trays out of service of (standby + share of switches) × rack input / DC',
    'Somme sur les tiroirs hors service de (veille + part des commutateurs) × entrée de baie / CC',
  ),
  siteOutEnergyWh: modelled('Integral of its power', 'Intégrale de sa puissance'),
} as const;
