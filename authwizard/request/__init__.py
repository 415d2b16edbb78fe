"""What a request is: its members, the rules, drafts and reports. No input or output, no screen, no AWS."""
