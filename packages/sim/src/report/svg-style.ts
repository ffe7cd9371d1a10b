/** What a timeline looks like, by light and by dark; it stands in the drawing, which needs nothing else. */
export const svgStyle = `
.kh-page { fill: #ffffff; }
.kh-text { fill: #24292f; font: 11px system-ui, sans-serif; }
.kh-name { font-weight: 600; }
.kh-faint { fill: #57606a; }
.kh-grid { stroke: #d0d7de; stroke-width: 1; }
.kh-act { stroke: #8250df; stroke-width: 1; stroke-dasharray: 2 3; }
.kh-act-mark { fill: #8250df; }
.kh-gain { fill: #1a7f37; }
.kh-loss { fill: #cf222e; }
.kh-sent { fill: #54aeff; fill-opacity: 0.6; }
.kh-failed { fill: #cf222e; }
@media (prefers-color-scheme: dark) {
.kh-page { fill: #0d1117; }
.kh-text { fill: #e6edf3; }
.kh-faint { fill: #9198a1; }
.kh-grid { stroke: #30363d; }
.kh-act { stroke: #b083f0; }
.kh-act-mark { fill: #b083f0; }
.kh-gain { fill: #3fb950; }
.kh-loss { fill: #f85149; }
.kh-sent { fill: #388bfd; fill-opacity: 0.6; }
.kh-failed { fill: #f85149; }
}
`;
