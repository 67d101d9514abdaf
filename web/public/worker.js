// The service worker: Angular's, for the files of the application and for nothing else. The API is
// kept by the application itself, person by person (core/offline); pictures and films of other
// sites are fetched by the page, whose policy allows them.
addEventListener('fetch', (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (origin !== location.origin || /^\/(api|media|static|swagger|redoc)(\/|$)/.test(pathname)) {
    event.stopImmediatePropagation();
  }
});

importScripts('./ngsw-worker.js');
