// The parts of the overview that come after its first screen, as one file to load.
export { EventsPanel } from './eventsPanel.tsx';
export { FlowPanel } from './flowPanel.tsx';
export { GridPanel } from './gridPanel.tsx';
export { JobsPanel } from './jobsPanel.tsx';
