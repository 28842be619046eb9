// What an address shows that leads nowhere.
import { t } from '../i18n.ts';

export function NotFound({ text }: { readonly text: string }) {
  return (
    <div class="notFound">
      <h1>{t('notFoundTitle')}</h1>
      <p class="muted">{text}</p>
      <p>
        <a href="/">{t('backToOverview')}</a>
      </p>
    </div>
  );
}
