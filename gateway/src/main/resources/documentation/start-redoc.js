Redoc.init(
  '/openapi.json',
  {
    hideDownloadButton: false,
    nativeScrollbars: true,
    theme: {typography: {fontFamily: 'system-ui, sans-serif', headings: {fontFamily: 'system-ui, sans-serif'}}},
  },
  document.getElementById('api'),
);
