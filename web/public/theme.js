// Runs before the first paint, as a file because the content security policy allows no inline script.
try {
  const mode = localStorage.getItem('lectern.theme');
  if (mode === 'light' || mode === 'dark') document.documentElement.dataset.theme = mode;
  document.documentElement.lang =
    localStorage.getItem('lectern.language') || (navigator.language.startsWith('vi') ? 'vi' : 'en');
} catch {
  // Storage may be forbidden: the system's choice stays in force.
}
