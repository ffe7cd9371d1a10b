/** What a page of reports looks like, by light and by dark. */
export const pageStyle = `
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 1000px; margin: 2rem auto; padding: 0 1rem; color: #24292f; background: #ffffff; }
h1 { font-size: 1.6rem; }
h2 { font-size: 1.2rem; margin-top: 2.5rem; overflow-wrap: anywhere; }
h3 { font-size: 1rem; margin-bottom: 0.3rem; }
.drawing { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: 0.2rem 1rem 0.2rem 0; border-bottom: 1px solid #d0d7de; overflow-wrap: anywhere; }
@media (prefers-color-scheme: dark) {
body { color: #e6edf3; background: #0d1117; }
th, td { border-color: #30363d; }
}
`;
