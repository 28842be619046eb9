// Runs before the first paint: the theme and the language of the last visit, so that nothing flashes.
(() => {
  const root = document.documentElement;
  const stored = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const theme = stored('carnot.theme');
  const light = matchMedia('(prefers-color-scheme: light)').matches;
  root.dataset.theme = theme === 'light' || theme === 'dark' ? theme : light ? 'light' : 'dark';
  const asked = new URLSearchParams(location.search).get('lang') ?? stored('carnot.language');
  const wanted = asked ?? navigator.language;
  root.lang = wanted.startsWith('fr') ? 'fr' : 'en';
})();
