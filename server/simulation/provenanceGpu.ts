// How each GPU metric of the twin comes about.
import { assumed, CAPTURE, DCGM, ESTIMATE, LLAMA, modelled, WORKLOADS } from './provenanceText.ts';

export const GPU_PROVENANCE = {
  gpuPowerW: modelled(
    'P = base + HBM + NVLink + dynamic(activity, f, V(f)) + leakage(T), times the gain of the sensor, in steps of 1/8 W; a stuck sensor repeats itself, a silent one reads nothing',
    'P = base + HBM + NVLink + dynamique(activité, f, V(f)) + fuites(T), fois le gain du capteur, par pas de 1/8 W ; un capteur figé se répète, un capteur muet ne donne rien',
    CAPTURE,
    ESTIMATE,
  ),
  gpuTempC: modelled(
    'Coolant > cold plate (20 s) > die (2 s), 0.029 K/W in all, part spread 6 %; four times the plate’s share where it is obstructed',
    'Caloporteur > plaque froide (20 s) > puce (2 s), 0,029 K/W au total, dispersion 6 % ; quatre fois la part de la plaque là où elle est obstruée',
    CAPTURE,
    ESTIMATE,
  ),
  gpuThermalMarginK: modelled(
    'Maximum operating temperature less die temperature',
    'Température maximale de fonctionnement moins température de la puce',
    CAPTURE,
  ),
  gpuMemTempC: modelled(
    'Cold plate + 0.9 of the die’s rise + 0.04 K per watt of HBM',
    'Plaque froide + 0,9 de l’élévation de la puce + 0,04 K par watt de HBM',
    ESTIMATE,
  ),
  gpuSmClockMHz: modelled(
    'Highest 7.5 MHz step whose dynamic power f V(f)² fits the lowest cap, the 2,500 W of its superchip and the thermal ladder; 120 MHz idle',
    'Plus haut pas de 7,5 MHz dont la puissance dynamique f V(f)² tient dans le plus bas plafond, les 2 500 W de son superchip et l’échelle thermique ; 120 MHz au repos',
    CAPTURE,
    ESTIMATE,
  ),
  gpuSmActiveRatio: modelled(
    'Level of the job’s phase, mean of the step in closed form',
    'Niveau de la phase du travail, moyenne exacte sur le pas',
    WORKLOADS,
  ),
  gpuTensorActiveRatio: modelled(
    'Level of the job’s phase, mean of the step in closed form',
    'Niveau de la phase du travail, moyenne exacte sur le pas',
    WORKLOADS,
  ),
  gpuDramActiveRatio: modelled(
    'Level of the job’s phase, mean of the step in closed form',
    'Niveau de la phase du travail, moyenne exacte sur le pas',
    WORKLOADS,
  ),
  gpuUtilPct: modelled(
    '100 while any kernel is resident, waiting in a collective included',
    '100 tant qu’un noyau de calcul est résident, attente collective comprise',
    WORKLOADS,
    DCGM,
  ),
  gpuEventReasons: modelled(
    'NVML mask: idle, power cap (own or of the superchip), software thermal from 87 °C, hardware slowdown from 89 °C; shutdown at 92 °C. No clock setting and no power brake in this twin',
    'Masque NVML : repos, plafond de puissance (propre ou du superchip), thermique logiciel dès 87 °C, ralentissement matériel dès 89 °C ; arrêt à 92 °C. Ni réglage de fréquence ni frein de puissance dans ce jumeau',
    DCGM,
    CAPTURE,
  ),
  gpuState: modelled(
    'From the placement of jobs and the trays out of service',
    'D’après le placement des travaux et les tiroirs hors service',
    WORKLOADS,
  ),
  gpuJob: modelled(
    'From the placement of jobs: whole NVL72 domains first',
    'D’après le placement des travaux : domaines NVL72 entiers d’abord',
    WORKLOADS,
  ),
  gpuXid: modelled(
    'Failures by chance at published rates, a Poisson process',
    'Pannes au hasard aux taux publiés, processus de Poisson',
    LLAMA,
  ),
  gpuEnergyWh: modelled('Integral of true power', 'Intégrale de la puissance vraie'),
  gpuSensorEnergyWh: modelled(
    'Integral of the sensor’s reading since the last reset; a silent sensor has counted on unseen when it is back',
    'Intégrale de la lecture du capteur depuis la dernière réinitialisation ; un capteur muet a continué de compter quand il revient',
  ),
  gpuNvlinkBytes: modelled(
    'NVLink load of the phase × 1.8 TB/s',
    'Charge NVLink de la phase × 1,8 To/s',
    ESTIMATE,
  ),
  gpuMemClockMHz: modelled('Fixed', 'Fixe', CAPTURE),
  gpuPowerLimitW: modelled(
    'Lowest of the default limit and the caps on site, rack, job and GPU',
    'Le plus bas du plafond par défaut et des plafonds du site, de la baie, du travail et du GPU',
    CAPTURE,
  ),
  gpuPartCount: modelled(
    'One, and one more after each swap',
    'Un, puis un de plus après chaque échange',
  ),
  gpuGrActiveRatio: modelled('0.99 of GPU utilisation', '0,99 de l’utilisation du GPU', DCGM),
  gpuMemCopyUtilPct: modelled('Memory active in percent', 'Mémoire active en pour cent', DCGM),
  gpuEncUtilPct: assumed('No video work', 'Aucun travail vidéo', ESTIMATE),
  gpuDecUtilPct: assumed('No video work', 'Aucun travail vidéo', ESTIMATE),
  gpuFbFreeMiB: modelled(
    'Total less reserved less used',
    'Total moins réservé moins utilisé',
    CAPTURE,
  ),
  gpuFbUsedMiB: assumed(
    'A share by job, 0.55-0.95; 313 MiB idle',
    'Une part par travail, 0,55 à 0,95 ; 313 Mio au repos',
    CAPTURE,
    ESTIMATE,
  ),
  gpuFbReservedMiB: modelled('Fixed', 'Fixe', CAPTURE),
  gpuPcieTxBps: assumed(
    'Level by SM activity; checkpoints at 6 GB/s',
    'Niveau selon l’activité des SM ; points de reprise à 6 Go/s',
    ESTIMATE,
  ),
  gpuPcieRxBps: assumed('Level by SM activity', 'Niveau selon l’activité des SM', ESTIMATE),
  gpuPcieReplayCount: assumed(
    'One GPU in 250 has a link that sends again about every ten days; a swapped part has none',
    'Un GPU sur 250 a une liaison qui réémet tous les dix jours environ ; une pièce remplacée, aucune',
    ESTIMATE,
  ),
  gpuVgpuLicense: assumed('No vGPU', 'Pas de vGPU', ESTIMATE),
} as const;
