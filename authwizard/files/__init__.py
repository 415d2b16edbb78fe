"""How a draft is read and written: request files, presets, Amplify CLI files, autosave. No screen, no AWS."""
