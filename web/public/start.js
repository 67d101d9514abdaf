// Runs before the first paint, as a file because the content security policy allows no inline script.
try {
  const mode = localStorage.getItem('lectern.theme');
  if (mode === 'light' || mode === 'dark') document.documentElement.dataset.theme = mode;
  const named = new URLSearchParams(location.search).get('lang'); // what search engines link to
  document.documentElement.lang =
    (['en', 'vi'].includes(named) && named) ||
    localStorage.getItem('lectern.language') ||
    (navigator.language.startsWith('vi') ? 'vi' : 'en');
  // A page that was kept, or that another server gives out, still bears the name of the product.
  if (document.title === 'Lectern') {
    document.title = JSON.parse(localStorage.getItem('lectern.site'))?.name ?? document.title;
  }
} catch {
  // Storage may be forbidden: the system's choice stays in force.
}

// What this page needs besides the application is asked for now, not when that has started. The
// build writes down which files those are (tools/finish.mjs).
for (const [page, files] of JSON.parse(document.getElementById('parts').textContent)) {
  if (!new RegExp(page).test(`${document.documentElement.lang}:${location.pathname}`)) continue;
  for (const href of files) {
    document.head.append(
      Object.assign(document.createElement('link'), { rel: 'modulepreload', href }),
    );
  }
}
