import { createHash } from 'node:crypto';

/** The look of the provider's pages: Cairn's tokens, light and dark. */
export const STYLE = `
:root{color-scheme:light dark;--bg:#F6F7F4;--surface:#FFF;--line:#E1E5DF;--text:#1B2330;--muted:#5B6672;--accent:#0B6B66;--on-accent:#FFF;--down:#B3261E;--tint:#EDF3F1;--stone:#A9B2AC}
@media (prefers-color-scheme:dark){:root{--bg:#0F1514;--surface:#161E1D;--line:#263230;--text:#E6ECEA;--muted:#9AA8A6;--accent:#5CCFC2;--on-accent:#0F1514;--down:#FF8A80;--tint:#1B2927;--stone:#5C6B68}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--text);font:14px/1.5 "Inter Variable",Inter,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:1120px;margin:0 auto;padding:32px 20px 48px}
.narrow{max-width:560px}
header{display:flex;gap:16px;align-items:flex-start;margin-bottom:24px}
header svg{flex:none;width:40px;height:40px}
h1{font-size:22px;line-height:1.3;font-weight:650;margin:0 0 4px;letter-spacing:-.01em}
h2{font-size:12px;font-weight:600;color:var(--muted);margin:0 0 8px;letter-spacing:.02em}
p{margin:0 0 8px}
.muted{color:var(--muted)}
.badge{display:inline-block;border:1px solid var(--line);border-radius:6px;padding:0 8px;color:var(--muted);background:var(--surface);font-size:12px;line-height:22px}
.search{display:flex;flex-wrap:wrap;gap:8px;align-items:flex-end;margin-bottom:28px}
.search label{flex:1 1 260px;max-width:420px;display:block;font-weight:500}
input{display:block;width:100%;height:40px;margin-top:4px;padding:0 12px;font:inherit;color:inherit;background:var(--surface);border:1px solid var(--stone);border-radius:6px}
button{font:inherit;cursor:pointer;border-radius:6px}
.primary,a.primary{display:inline-block;height:40px;line-height:38px;padding:0 16px;border:1px solid var(--accent);background:var(--accent);color:var(--on-accent);font-weight:600;text-decoration:none}
.plain{height:40px;padding:0 16px;border:1px solid var(--line);background:transparent;color:var(--text)}
.teams{columns:3 300px;column-gap:20px}
section{break-inside:avoid;margin-bottom:24px}
ul{list-style:none;margin:0;padding:0;border:1px solid var(--line);border-radius:6px;background:var(--surface);overflow:hidden}
li+li{border-top:1px solid var(--line)}
.person{display:grid;grid-template-columns:36px 1fr auto;gap:12px;align-items:center;width:100%;padding:10px 12px;border:0;border-radius:0;background:none;color:inherit;text-align:left;transition:background 120ms}
.person:hover{background:var(--tint)}
.initials{display:grid;place-items:center;width:36px;height:36px;border-radius:6px;background:var(--tint);color:var(--accent);font-weight:650;font-size:13px}
.who{min-width:0}
.who b{display:block;font-weight:600}
.who span{display:block;color:var(--muted);font-size:13px;overflow-wrap:anywhere}
.here{color:var(--accent);font-size:12px;font-weight:600}
.error{color:var(--down);font-weight:500}
code{font:13px/1.5 "JetBrains Mono Variable","JetBrains Mono",ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.person:focus-visible{outline-offset:-2px}
footer{display:flex;flex-wrap:wrap;gap:12px;align-items:center;margin-top:8px;color:var(--muted)}
@media (prefers-reduced-motion:reduce){*{transition:none}}
`;

/** What the Content-Security-Policy names, so that no other style is taken. */
export const STYLE_HASH = `sha256-${createHash('sha256')
  .update(STYLE)
  .digest('base64')}`;

/** Three stacked stones, the top one in accent. */
export const MARK = `<svg viewBox="0 0 32 32" role="img" aria-label="Cairn"><ellipse cx="16" cy="26" rx="13" ry="4.5" fill="var(--stone)"/><ellipse cx="15" cy="17" rx="9.5" ry="4" fill="var(--stone)"/><ellipse cx="17" cy="8.5" rx="6" ry="3.8" fill="var(--accent)"/></svg>`;
