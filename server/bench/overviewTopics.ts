// What the Overview follows when it is opened; the browser measure compares it with what the page really asks for.

export const OVERVIEW_TOPICS: readonly string[] = [
  'events',
  'floor:gpuHealth',
  'floor:gpuPowerW',
  'floor:rackHealth',
  'jobs',
  'site',
];
