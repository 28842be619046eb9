// The page's entry: language, address and live line first, then the shell.
import './theme.css';
import './ui/ui.css';
import { render } from 'preact';
import { startLanguage } from './i18n.ts';
import { startLive } from './live.ts';
import { startRoute } from './route.ts';
import { Shell } from './shell/shell.tsx';
import { startTheme } from './theme.ts';
import { startReading } from './time/time.ts';
import { VIEWS } from './views/list.ts';

startLanguage();
startTheme();
startRoute(VIEWS);
startReading();
void startLive();

const page = document.getElementById('page');
if (page) render(<Shell />, page);
