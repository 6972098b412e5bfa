// Messages of requests, shares and input that cannot be taken.
import type { MessageTable } from './message';

export const requestMessages = {
  // ---- what the server does not take ----
  'host-refused': {
    text: 'this server does not answer under the host name that the request used',
    why: 'A web page of somebody else can point a name of its own at your machine and would then look like a page of this server. So the server answers only to names that it was told: localhost and its addresses, and those listed in CROSSWARP_ALLOWED_HOSTS.',
    fix: 'Call the server by one of its names, or add the name (without port) to CROSSWARP_ALLOWED_HOSTS and start it again.',
  },
  'origin-refused': {
    text: 'this request comes from a page of another site and was not carried out',
    why: 'Running and sharing programs is for pages of this server, for scripts and for the command line. A page of another site must not be able to make your machine compile code, so requests that change or cost something are refused when the browser says that they come from elsewhere.',
    fix: "Use Crosswarp's own page, or a script that is no browser page.",
  },
  'body-not-json': {
    text: 'the request body must be JSON, sent as application/json',
    why: 'The interface takes one format. A form or plain text is what a page of another site could send without asking, so nothing else is read.',
    fix: 'Send the header "Content-Type: application/json" and a JSON object as the body.',
  },
  'body-malformed': {
    text: 'the request body is not valid JSON in UTF-8',
    why: 'The body was read to its end but could not be understood as JSON: it may have been cut off, or hold bytes that are not UTF-8.',
    fix: 'Check the body with a JSON parser; text in another encoding has to be converted first.',
  },
  'body-too-large': {
    text: 'the request body is larger than {limit} MB, which is more than is taken here',
    why: 'A request is held in memory while it is worked on, so its size is bounded. A program may have 200 files and 4 MB of text together.',
    fix: 'Send only the files that the program needs; large tables of data belong into the run, not into the source.',
  },
  'body-cut': {
    text: 'the connection ended before the whole request had arrived',
    why: 'What arrived is not what you sent, so nothing was done with it.',
    fix: 'Send the request again.',
  },
  'request-invalid': {
    text: 'the request does not have the form that this address takes',
    why: 'Every request is checked against a schema before anything is done with it; the detail names the first places where it differs. The schemas are in /api/v1/openapi.json.',
    fix: 'Compare the named places with /api/v1/openapi.json.',
  },
  'target-not-here': {
    text: 'the target {target} is not in this version; programs are translated to hip',
    why: 'Crosswarp names all its output languages from the start, and brings them one after the other.',
    fix: 'Ask for the target hip, or leave the target out.',
  },
  'no-main': {
    text: 'the program has no main function, so there is nothing to start',
    why: 'A run starts a whole program: it allocates memory, launches kernels and copies results back. A kernel alone is translated like any other source, but nobody calls it.',
    fix: 'Add a main function that launches the kernel, or say how it is launched: in the page with the form under “Kernel”, on the command line with --plan, in the source with // run: lines, which the form writes. Kernels are then run by the interpreter and as C++, without a main.',
  },
  'address-unknown': {
    text: 'there is nothing at this address',
    why: 'The path is none of the interface. All paths are listed in /api/v1/openapi.json.',
  },

  // ---- runs ----
  'queue-full': {
    text: 'too many runs are waiting already, so this one was not taken',
    why: 'Runs wait in a queue of bounded length, because a run that would start in an hour helps nobody.',
    fix: 'Try again after the time that the answer names in Retry-After.',
  },
  'run-already-active': {
    text: 'a run from your address is still waiting or running, and each address has one at a time',
    why: 'The machine is shared. One run at a time for each address keeps it answering for everybody, and keeps timings honest.',
    fix: 'Wait until the other run has ended, or stop it.',
  },
  'run-unknown': {
    text: 'there is no run with this id',
    why: 'The id is mistyped, or the run was removed: runs that no share refers to are kept for some days only, and runs that had not ended are gone after a restart of the server.',
    fix: 'Run the program again. Share a result that you want to keep.',
  },
  'recording-unknown': {
    text: 'no recording of this run is kept for this runner and warp size',
    why: 'What a program did on the device is kept with its run, within bounds: a recording of more than 8 MB when packed is not kept, and when all of them together grow too large the oldest go. A run that failed before its program started has none.',
    fix: 'Run the program again, perhaps with smaller inputs.',
  },
  'recording-unreadable': {
    text: 'the recording of this run can no longer be read',
    why: 'It was written by another version, or is damaged.',
    fix: 'Run the program again.',
  },
  'recording-place-unknown': {
    text: 'the recording has no such launch or buffer',
    why: 'Launches and buffers are counted from 0, in the order in which they came; the timeline of the recording lists them.',
  },
  'streams-too-many': {
    text: 'too many event streams are open from your address',
    why: 'Each open stream costs the server memory and a connection.',
    fix: 'Close pages or scripts that follow runs, then try again.',
  },
  'runner-missing': {
    text: 'the runner {runner} is not on this machine',
    why: 'Something that the runner needs is not installed. "crosswarp runners" says what, and how to get it.',
    fix: 'Install what is missing, or choose another runner.',
  },
  'runner-takes-program': {
    text: 'the runner {runner} starts the program’s own main and takes no plan beside it',
    why: 'A plan describes buffers and launches for kernels that have no program around them; around such kernels a main is written that does what it says. This source has a main of its own.',
    fix: 'Leave the plan out and give a program with main, or choose a runner that takes plans.',
  },
  'runner-takes-plan': {
    text: 'the runner {runner} takes kernels with a plan, and no plan was given',
    why: 'This runner has no program to start: it needs to know the buffers, their contents and the launches.',
    fix: 'Give a plan, or choose a runner that takes whole programs.',
  },
  'warp-not-possible': {
    text: 'the runner {runner} cannot run with a warp size of {warp}',
    why: 'The width of a warp is fixed by the place where the program runs; only some places can choose.',
    fix: 'Leave the warp size out, or choose a runner that has it.',
  },
  'runner-fault': {
    text: 'the runner {runner} failed by a fault of Crosswarp itself, not of your program',
    why: 'Something happened in the server that must not happen. The other runs of this request are not affected.',
    fix: 'Try again; if it happens each time, please report it together with the program.',
  },
  'run-stopped': {
    text: 'the run was stopped before this part of it began',
    why: 'Somebody pressed Stop, or the server was shut down.',
    fix: 'Run the program again.',
  },
  'output-not-kept': {
    text: '{bytes} more bytes of output were printed and are not kept in the stored record',
    why: 'Stored runs keep the beginning of what a program printed. The verdict and its digest were made from all of it.',
  },

  // ---- shares and their store ----
  'share-unknown': {
    text: 'there is no share with this id',
    why: 'The link is mistyped or was cut off, those who shared it deleted it, or it belongs to another Crosswarp server: links without a server in them live on the server that made them.',
    fix: 'Check that the whole link was copied.',
  },
  'share-unreadable': {
    text: 'this share is stored in a form that this version of Crosswarp cannot read',
    why: 'The stored text does not have the form that its version promises: it was damaged, or changed by something other than Crosswarp.',
    fix: 'Whoever runs the server can restore the data folder from a copy.',
  },
  'share-of-newer-version': {
    text: 'this share was stored by a newer Crosswarp than the one that runs here',
    why: 'Stored states have a version. Earlier ones are read as the present one; what a later one means cannot be known here, and nothing is guessed.',
    fix: 'Bring the server up to date. The share itself is untouched.',
  },
  'token-missing': {
    text: 'deleting a share needs the token that its creator was given',
    why: 'Each creator of a share is told a token once, in the answer to sharing. Without it anybody who has the link could delete what others rely on.',
    fix: 'Send it as the header "Authorization: Bearer <token>". The page does that for the shares that were made in this browser.',
  },
  'claim-unknown': {
    text: 'this token holds no claim to the share',
    why: 'The token belongs to another share, or the claim was taken back before. Every creator of a state has a claim of their own, and a token takes back that one alone.',
    fix: 'Use the token from the answer that gave this link.',
  },
  'share-too-large': {
    text: 'the shared state is larger than {limit} MB',
    why: 'Shares are kept until those who made them delete them, so their size is bounded. Sources, a port of your own and a plan count.',
    fix: 'Share a smaller program, or use the private link, which stores nothing on the server.',
  },
  'shares-too-fast': {
    text: 'too many shares were made from your address in a short time',
    why: 'Shares are kept until those who made them delete them, so how fast one address can make them is bounded.',
    fix: 'Try again after the time that the answer names in Retry-After.',
  },
  'oembed-address': {
    text: 'there is no share of this server at the address that was asked for',
    why: 'Programs that turn addresses into frames ask here with the address of a share (/s/…) as `url`. Addresses of other pages, and of other servers, have no frame.',
    fix: 'Ask with the whole address of a share, as the browser shows it.',
  },
  'oembed-format': {
    text: 'frames are described in JSON alone',
    why: 'The specification of oEmbed has two formats, JSON and XML, and lets a server choose. This one has JSON.',
    fix: 'Ask with format=json, or without a format.',
  },
  'store-locked': {
    text: 'shares are not available: the data folder is in use by another Crosswarp process ({pid})',
    why: 'The embedded database belongs to one process. Two of them on one folder would each see only their own shares, so the second one keeps away. Everything else works.',
    fix: 'Stop the other process, give this one a folder of its own with CROSSWARP_DATA, or let both use a PostgreSQL server with DATABASE_URL.',
  },
  'store-unreachable': {
    text: 'shares are not available: the database cannot be opened or does not answer',
    why: 'Shares and the records of runs are kept in a database. Everything that does not need it works.',
    fix: 'Whoever runs the server finds the cause in its log: a wrong DATABASE_URL, a database that is down, or a data folder that cannot be written.',
  },
  'store-full': {
    text: 'this could not be stored because the disk of the server is full',
    why: 'Nothing that was stored before is lost, and everything that needs no storing works.',
    fix: 'Use the private link, which stores nothing on the server. Whoever runs the server has to make room.',
  },

  // ---- the server itself ----
  'metrics-elsewhere': {
    text: 'metrics are answered to this machine alone',
    why: 'They tell how a server is used, which is not for everybody. A request that came through a proxy counts as coming from elsewhere.',
    fix: 'Ask from the machine on which the server runs, directly.',
  },
  'server-fault': {
    text: 'something failed in the server, and it is not the fault of your request',
    why: 'This must not happen. The log of the server names the place under the id that the answer carries; nothing of your program is written there.',
    fix: 'Try again; if it happens each time, please report it with that id.',
  },
} as const satisfies MessageTable;
