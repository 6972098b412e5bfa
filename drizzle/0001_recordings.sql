CREATE TABLE "recordings" (
	"run_id" text NOT NULL,
	"runner" text NOT NULL,
	"warp" integer NOT NULL,
	"packed" "bytea" NOT NULL,
	"size" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "recordings_run_id_runner_warp_pk" PRIMARY KEY("run_id","runner","warp")
);
--> statement-breakpoint
ALTER TABLE "recordings" ADD CONSTRAINT "recordings_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "recordings_created_at" ON "recordings" USING btree ("created_at");