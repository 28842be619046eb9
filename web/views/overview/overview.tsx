// The overview: is the site healthy, and where does its energy go, on one screen.
import { t } from '../../i18n.ts';

export function Overview() {
  return <h1 class="unseen">{t('overview')}</h1>;
}
