// The larger halves of the engine's files: part of every program, or compiled once in runtime/engine.cpp.
#pragma once

#include "block-engine.h"
#ifdef CROSSWARP_CHECK
#include "check-hooks.h"
#include "check-told.h"
#endif
#include "configure-engine.h"
#include "copy-engine.h"
#include "deadlock.h"
#include "failure-engine.h"
#include "finding-engine.h"
#include "graph-engine.h"
#include "groups-engine.h"
#include "kernel-engine.h"
#include "lanes-engine.h"
#include "memory-engine.h"
#include "output-engine.h"
#include "pool-engine.h"
#include "queue-engine.h"
#include "record-detail-engine.h"
#include "record-engine.h"
#include "recycle-engine.h"
#include "shared-engine.h"
#include "symbol-engine.h"
#include "warp-engine.h"
