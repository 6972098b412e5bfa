// The style sheet and the script of a still embed: constants of ours, named in its content security policy by their hash.
// Colours are those of globals.css; a test holds them to it.

/** As in globals.css, without those that an embed does not use. */
export const embedColors = {
  light: {
    paper: '#ffffff',
    chrome: '#f4f5f7',
    ink: '#14171c',
    muted: '#535c68',
    faint: '#8a93a0',
    line: '#dee1e7',
    'line-strong': '#c2c8d1',
    warp: '#1d4ed8',
    'warp-wash': '#dfe8ff',
    weft: '#a3177c',
    'weft-wash': '#fbe3f3',
    good: '#0f7038',
    bad: '#bd1f2b',
    'code-keyword': '#3a4554',
    'code-string': '#2f6b3f',
    'code-number': '#8a4b12',
    'code-comment': '#6b7685',
  },
  dark: {
    paper: '#0f1216',
    chrome: '#161a20',
    ink: '#e7eaef',
    muted: '#a0aab8',
    faint: '#6d7786',
    line: '#272d36',
    'line-strong': '#3d4653',
    warp: '#8fb0ff',
    'warp-wash': '#1c2a4d',
    weft: '#f495d4',
    'weft-wash': '#43183a',
    good: '#5fcf8f',
    bad: '#ff8a83',
    'code-keyword': '#b6c2d4',
    'code-string': '#93cfa1',
    'code-number': '#e3b181',
    'code-comment': '#7b8797',
  },
} as const;

const variables = (theme: keyof typeof embedColors) =>
  `color-scheme:${theme};${Object.entries(embedColors[theme])
    .map(([name, value]) => `--${name}:${value}`)
    .join(';')}`;

/** Code is no higher than this by itself (pixels); longer code is scrolled inside of the frame. */
export const embedCodeHeight = 480;

export const stillStyle = `:root{${variables('light')}}
@media(prefers-color-scheme:dark){:root:not([data-theme=light]){${variables('dark')}}}
:root[data-theme=dark]{${variables('dark')}}
*{box-sizing:border-box}
html,body{height:100%;margin:0}
body{display:flex;flex-direction:column;background:var(--chrome);color:var(--ink);font:13px/20px system-ui,sans-serif;border:1px solid var(--line);border-radius:6px;overflow:hidden}
header,footer{display:flex;flex-wrap:wrap;align-items:center;gap:2px 10px;padding:6px 12px;flex:none}
h1{font-size:14px;margin:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;min-width:0}
p{margin:0}
a{color:var(--ink);text-underline-offset:2px}
.way{margin-left:auto;white-space:nowrap;padding:2px 0}
.button{border:1px solid var(--line-strong);border-radius:5px;padding:1px 10px;text-decoration:none;font-weight:500;background:var(--paper)}
.button:hover{border-color:var(--muted)}
:focus-visible{outline:2px solid var(--warp);outline-offset:1px}
main{flex:1;min-height:64px;display:flex;border:1px solid var(--line);border-width:1px 0}
section{flex:1;min-width:0;min-height:0;display:flex;flex-direction:column;background:var(--paper)}
section+section{border-left:1px solid var(--line)}
h2,.tabs label{display:flex;gap:8px;font-size:12px;font-weight:400;margin:0;padding:4px 12px;background:var(--chrome);border-bottom:1px solid var(--line);color:var(--muted)}
h2 b,.tabs b{border-radius:3px;padding:0 6px;font-size:11px;font-weight:600}
.of-cuda b{background:var(--warp-wash);color:var(--warp)}
.of-hip b{background:var(--weft-wash);color:var(--weft)}
h2 code{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
pre{margin:0;flex:1;min-height:0;overflow:auto;padding:8px 0}
code{font:13px/20px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
h2 code{font-size:12px}
pre code{display:block;width:max-content;min-width:100%;tab-size:4}
pre span{display:block;min-height:20px;padding-right:16px}
pre span::before{content:attr(data-n);display:inline-block;width:39px;margin-right:12px;text-align:right;color:var(--faint);user-select:none}
i{font-style:normal}
.k{color:var(--code-keyword);font-weight:600}
.s{color:var(--code-string)}
.n{color:var(--code-number)}
.c{color:var(--code-comment);font-style:italic}
.p{color:var(--muted)}
.cuda .v{color:var(--warp)}
.hip .v{color:var(--weft)}
u{text-decoration:none}
.cuda u{border-bottom:1.5px solid var(--warp)}
.hip u{border-bottom:1.5px solid var(--weft)}
.tabs{display:none;flex:none;border-top:1px solid var(--line)}
.agrees{color:var(--good);font-weight:600}
.differs{color:var(--bad);font-weight:600}
.muted{color:var(--muted)}
.said{margin:auto;padding:16px;text-align:center}
@media(max-width:639px){
.tabs{display:flex}
.tabs label{flex:1;border-bottom:2px solid transparent;cursor:pointer;padding:8px 12px}
.tabs+main{border-top:0}
.tabs~main section{border-left:0}
.tabs~main h2{display:none}
input:checked+label{border-bottom-color:var(--ink);color:var(--ink)}
input:focus-visible+label{outline:2px solid var(--warp);outline-offset:-2px}
.tabs:has(#tab-cuda:checked)~main .hip-side,.tabs:has(#tab-hip:checked)~main .cuda-side{display:none}
}
input{position:absolute;opacity:0;pointer-events:none}
@media print{body{overflow:visible;height:auto}}`;

/** Tells the page around how high the frame would be without scroll bars. The same message as embed-height.ts sends. */
export const stillScript = `(()=>{if(parent===window)return;
const root=document.documentElement,high=(e)=>e?e.offsetHeight:0;
const tell=()=>{let code=0;for(const pre of document.querySelectorAll('pre')){
const box=pre.parentElement;if(!box.offsetHeight)continue;
const bar=pre.offsetHeight-pre.clientHeight;
code=Math.max(code,high(box.querySelector('h2'))+Math.min(${embedCodeHeight},pre.firstElementChild.offsetHeight+16+bar))}
let height=4;for(const part of document.body.children)height+=part.tagName==='MAIN'?(code||part.scrollHeight):high(part);
parent.postMessage({type:'crosswarp-height',id:root.dataset.share,height:Math.ceil(height)},'*')};
new ResizeObserver(tell).observe(document.body);addEventListener('change',tell);addEventListener('load',tell);tell()})()`;
