CREATE TABLE "runs" (
	"id" text PRIMARY KEY NOT NULL,
	"request_key" text NOT NULL,
	"answer" text NOT NULL,
	"size" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "share_runs" (
	"share_id" text NOT NULL,
	"run_id" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "share_runs_share_id_run_id_pk" PRIMARY KEY("share_id","run_id")
);
--> statement-breakpoint
CREATE TABLE "shares" (
	"id" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"title" text,
	"crosswarp" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "share_runs" ADD CONSTRAINT "share_runs_share_id_shares_id_fk" FOREIGN KEY ("share_id") REFERENCES "public"."shares"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_runs" ADD CONSTRAINT "share_runs_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "runs_created_at" ON "runs" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "share_runs_run_id" ON "share_runs" USING btree ("run_id");