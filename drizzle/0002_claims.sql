CREATE TABLE "share_claims" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "share_claims_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"share_id" text NOT NULL,
	"token_hash" text,
	"title" text,
	"description" text,
	"lineage" text DEFAULT '[]' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "shares" ADD COLUMN "translation" text;--> statement-breakpoint
ALTER TABLE "share_claims" ADD CONSTRAINT "share_claims_share_id_shares_id_fk" FOREIGN KEY ("share_id") REFERENCES "public"."shares"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "share_claims_holder" ON "share_claims" USING btree ("share_id","token_hash");--> statement-breakpoint
-- What was shared before there were claims stays for good: nobody has a token for it.
INSERT INTO "share_claims" ("share_id", "title", "created_at") SELECT "id", "title", "created_at" FROM "shares" ORDER BY "created_at", "id";
